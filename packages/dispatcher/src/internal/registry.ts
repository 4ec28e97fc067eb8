/** Who waits for a name, found by what a message's parameters are and not by asking each. */
import { Definition } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"

/** Somebody who waits. `M` is what is delivered to him. */
export interface Registration<in M> {
  readonly definition: Definition.Any
  readonly where: ReadonlyArray<readonly [name: string, value: string]>
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

/** The registrations of a shape that want the same values. A set keeps the order of insertion, which is that of age. */
class Bucket<M> extends Set<Registration<M>> {
  readonly key: string
  /** It is among those that may be empty. */
  isListed = false

  constructor(key: string) {
    super()
    this.key = key
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
  size = 0

  constructor(fields: ReadonlyArray<Field>) {
    this.fields = fields
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

  add(key: string, registration: Registration<M>): void {
    let bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      bucket = new Bucket(key)
      this.#buckets.set(key, bucket)
    }
    bucket.add(registration)
    this.size += 1
  }

  /** Says whether it was here. */
  delete(key: string, registration: Registration<M>): boolean {
    const bucket = this.#buckets.get(key)
    if (bucket?.delete(registration) !== true) return false
    this.size -= 1
    if (bucket.size > 0 || bucket.isListed) return true
    bucket.isListed = true
    this.#emptied.push(bucket)
    if (this.#emptied.length > maxEmpty) this.#dropEmpty()
    return true
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

const fieldsOf = <M>({ definition, where }: Registration<M>): ReadonlyArray<Field> =>
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
  size = 0

  add(registration: Registration<M>): void {
    const fields = fieldsOf(registration)
    let shape = this.#shapes.find((one) => sameFields(one.fields, fields))
    if (shape === undefined) {
      shape = new Shape(fields)
      this.#shapes.push(shape)
      this.#shapes.sort((a, b) => b.fields.length - a.fields.length)
    }
    shape.add(keyOf(registration.where.map(([, value]) => value)), registration)
    this.size += 1
  }

  delete(registration: Registration<M>): void {
    const key = keyOf(registration.where.map(([, value]) => value))
    const at = this.#shapes.findIndex((shape) => shape.delete(key, registration))
    if (at < 0) return
    this.size -= 1
    if (this.#shapes[at]?.size === 0) this.#shapes.splice(at, 1)
  }

  /** All of them. */
  *all(): IterableIterator<Registration<M>> {
    for (const shape of this.#shapes) for (const bucket of shape.values()) yield* bucket
  }

  /** The sets that a message falls into, those of equal specificity together. */
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
        ? only // A set keeps the order of insertion, which is the order of age.
        : tier.flatMap((bucket) => [...bucket]).sort(byAge)
      for (const registration of inOrder) if (offer(registration)) return true
    }
    return false
  }

  /** All that match, by `order`, then by age. */
  matching(parameters: Parameters.Parameters): ReadonlyArray<Registration<M>> {
    const found: Array<Registration<M>> = []
    for (const shape of this.#shapes) {
      for (const registration of bucketOf(shape, parameters) ?? []) found.push(registration)
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

  add(registration: Registration<M>): void {
    const { name } = registration.definition
    let index = this.#names.get(name)
    if (index === undefined) {
      index = new Index()
      this.#names.set(name, index)
    }
    index.add(registration)
    this.#size += 1
  }

  /** Does nothing if it is gone already. */
  delete(registration: Registration<M>): void {
    const { name } = registration.definition
    const index = this.#names.get(name)
    if (index === undefined) return
    this.#size -= index.size
    index.delete(registration)
    this.#size += index.size
    if (index.size === 0) this.#names.delete(name)
  }

  get(name: string): Index<M> | undefined {
    return this.#names.get(name)
  }
}
