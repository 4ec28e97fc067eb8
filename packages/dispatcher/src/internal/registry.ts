/** Who waits for a name, found by what a message's parameters are and not by asking each. */
import { Definition } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"

/** What a message's parameters must be, sorted by name. */
export type Where = ReadonlyArray<readonly [name: string, value: string]>

/** Somebody who waits. `M` is what is delivered to him. */
export interface Registration<in M> {
  readonly definition: Definition.Any
  readonly where: Where
  /** Among handlers: lower is asked earlier. */
  readonly order: number
  /** Age: lower is older. */
  readonly sequence: number
  /** A message that it takes is answered before `offer` returns, and so never waits. */
  readonly isImmediate: boolean
  /** Takes what has come, or refuses it: then the next is asked. */
  readonly offer: (message: M) => boolean
}

/** One parameter of a shape. */
interface Field {
  readonly name: string
  /** Writes a value that has several spellings in one way. */
  readonly canonical: ((text: string) => string | undefined) | undefined
}

/** Most empty buckets that a shape keeps. */
export const maxEmpty = 1024

/** The registrations of a shape that want the same values, by age. */
export class Bucket<M> {
  readonly key: string
  readonly #shape: Shape<M>
  /** It is among those that may be empty. */
  isListed = false
  /** Mostly there is one, and no set, which takes 200 bytes. A set keeps the order of insertion, which is that of age. */
  #members: Registration<M> | Set<Registration<M>> | undefined

  constructor(key: string, shape: Shape<M>) {
    this.key = key
    this.#shape = shape
  }

  get size(): number {
    return this.#members instanceof Set ? this.#members.size : this.#members === undefined ? 0 : 1
  }

  get members(): Iterable<Registration<M>> {
    return this.#members instanceof Set ? this.#members : this.#members === undefined ? [] : [this.#members]
  }

  /** What its members want. */
  get where(): Where {
    const values = this.key.split("\0")
    return this.#shape.fields.map(({ name }, at) => [name, values[at] ?? ""])
  }

  add(registration: Registration<M>): void {
    if (this.#members === undefined) this.#members = registration
    else if (this.#members instanceof Set) this.#members.add(registration)
    else this.#members = new Set([this.#members, registration])
  }

  /** Does nothing if it is gone already. */
  delete(registration: Registration<M>): void {
    if (this.#members instanceof Set) {
      if (!this.#members.delete(registration)) return
    } else if (this.#members === registration) this.#members = undefined
    else return
    this.#shape.removed(this)
  }
}

/**
 * Registrations whose `where` names the same parameters, of the same types.
 *
 * An emptied bucket stays for a while: in a large `Map`, a key that comes and goes leaves its places behind in one
 * chain, which is walked each time until the map is rebuilt. One call of 100,000 that waits for key after key was found
 * 1,300 times a second because of it, and 75,000 times since.
 */
export class Shape<M> {
  readonly fields: ReadonlyArray<Field>
  readonly #buckets = new Map<string, Bucket<M>>()
  /** Those that were emptied, the earliest first; some have been filled again. */
  #emptied: Array<Bucket<M>> = []
  readonly #onRemoved: () => void
  size = 0

  constructor(fields: ReadonlyArray<Field>, onRemoved: () => void = () => {}) {
    this.fields = fields
    this.#onRemoved = onRemoved
  }

  /** How many buckets there are, empty ones included. */
  get buckets(): number {
    return this.#buckets.size
  }

  get(key: string): Bucket<M> | undefined {
    return this.#buckets.get(key)
  }

  values(): IterableIterator<Bucket<M>> {
    return this.#buckets.values()
  }

  add(key: string, registration: Registration<M>): Bucket<M> {
    let bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      bucket = new Bucket(key, this)
      this.#buckets.set(key, bucket)
    }
    bucket.add(registration)
    this.size += 1
    return bucket
  }

  /** Told by a bucket that it has one less. */
  removed(bucket: Bucket<M>): void {
    this.size -= 1
    if (bucket.size === 0 && !bucket.isListed) {
      bucket.isListed = true
      this.#emptied.push(bucket)
      if (this.#emptied.length > maxEmpty) this.#dropEmpty()
    }
    this.#onRemoved()
  }

  /** Drops the earlier half of what was emptied, as far as it still is. */
  #dropEmpty(): void {
    for (const bucket of this.#emptied.splice(0, maxEmpty / 2)) {
      bucket.isListed = false
      if (bucket.size === 0) this.#buckets.delete(bucket.key)
    }
  }
}

// NUL can't stand in a value, so joined values can't be mistaken for others.
const keyOf = (values: ReadonlyArray<string>): string => values.length === 1 ? (values[0] ?? "") : values.join("\0")

const fieldsOf = (definition: Definition.Any, where: Where): ReadonlyArray<Field> =>
  where.map(([name]) => ({ name, canonical: Definition.canonical(definition, name) }))

const sameFields = (a: ReadonlyArray<Field>, b: ReadonlyArray<Field>): boolean =>
  a.length === b.length && a.every((field, i) => field.name === b[i]?.name && field.canonical === b[i]?.canonical)

/** The bucket of a shape that a message falls into. */
const bucketOf = <M>(shape: Shape<M>, parameters: Parameters.Parameters): Bucket<M> | undefined => {
  if (shape.fields.length === 0) return shape.get("")
  const values: Array<string> = []
  for (const { canonical, name } of shape.fields) {
    const text = parameters.get(name)
    const value = text === undefined || canonical === undefined ? text : canonical(text)
    if (value === undefined) return undefined
    values.push(value)
  }
  return shape.get(keyOf(values))
}

const byAge = (a: Registration<never>, b: Registration<never>): number => a.sequence - b.sequence
const byOrder = (a: Registration<never>, b: Registration<never>): number => a.order - b.order || byAge(a, b)

/**
 * All registrations of one kind for one name. A message costs one look-up for each set of parameter names in use, not
 * one for each registration.
 */
class Index<M> {
  /** The most specific first. */
  readonly #shapes: Array<Shape<M>> = []
  readonly #onRemoved: (index: Index<M>) => void
  size = 0

  constructor(onRemoved: (index: Index<M>) => void) {
    this.#onRemoved = onRemoved
  }

  add(registration: Registration<M>, where: Where): Bucket<M> {
    const fields = fieldsOf(registration.definition, where)
    const shape = this.#shapes.find((one) => sameFields(one.fields, fields)) ?? this.#addShape(fields)
    this.size += 1
    return shape.add(keyOf(where.map(([, value]) => value)), registration)
  }

  #addShape(fields: ReadonlyArray<Field>): Shape<M> {
    const shape: Shape<M> = new Shape(fields, () => {
      this.size -= 1
      if (shape.size === 0) this.#shapes.splice(this.#shapes.indexOf(shape), 1)
      this.#onRemoved(this)
    })
    this.#shapes.push(shape)
    this.#shapes.sort((a, b) => b.fields.length - a.fields.length)
    return shape
  }

  /** All of them. */
  *all(): IterableIterator<Registration<M>> {
    for (const shape of this.#shapes) for (const { members } of shape.values()) yield* members
  }

  /** The buckets that a message falls into, those of equal specificity together. */
  #tiers(parameters: Parameters.Parameters): Array<Array<Bucket<M>>> {
    const tiers: Array<Array<Bucket<M>>> = []
    let specificity = -1
    for (const shape of this.#shapes) {
      const bucket = bucketOf(shape, parameters)
      if (bucket === undefined || bucket.size === 0) continue
      if (shape.fields.length === specificity) tiers[tiers.length - 1]?.push(bucket)
      else tiers.push([bucket])
      specificity = shape.fields.length
    }
    return tiers
  }

  /** Offers to the more specific first, then to the older, until one takes it. */
  offerBySpecificity(parameters: Parameters.Parameters, offer: (registration: Registration<M>) => boolean): boolean {
    for (const tier of this.#tiers(parameters)) {
      const [only] = tier
      const inOrder = tier.length === 1 && only !== undefined
        ? only.members
        : tier.flatMap(({ members }) => [...members]).sort(byAge)
      for (const registration of inOrder) if (offer(registration)) return true
    }
    return false
  }

  /** All that match, by `order`, then by age. */
  matching(parameters: Parameters.Parameters): ReadonlyArray<Registration<M>> {
    const found: Array<Registration<M>> = []
    for (const shape of this.#shapes) {
      for (const registration of bucketOf(shape, parameters)?.members ?? []) found.push(registration)
    }
    return found.length > 1 ? found.sort(byOrder) : found
  }
}

/** The indexes of one kind of registration, by name. Empty ones are dropped. */
export class Registry<M> {
  readonly #names = new Map<string, Index<M>>()
  #size = 0

  /** How many are registered. */
  get size(): number {
    return this.#size
  }

  /** Whoever adds one takes it away again, by the bucket's `delete`. */
  add(registration: Registration<M>, where: Where): Bucket<M> {
    const { name } = registration.definition
    let index = this.#names.get(name)
    if (index === undefined) {
      index = new Index((one) => {
        this.#size -= 1
        if (one.size === 0) this.#names.delete(name)
      })
      this.#names.set(name, index)
    }
    this.#size += 1
    return index.add(registration, where)
  }

  get(name: string): Index<M> | undefined {
    // Mostly nobody waits beside the handlers; to hash a name that came in a line takes 20 ns.
    return this.#size === 0 ? undefined : this.#names.get(name)
  }
}
