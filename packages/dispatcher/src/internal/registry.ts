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

/** Registrations whose `where` names the same parameters, of the same types. */
interface Shape<M> {
  readonly fields: ReadonlyArray<Field>
  readonly buckets: Map<string, Set<Registration<M>>>
}

// NUL can't stand in a value, so joined values can't be mistaken for others.
const keyOf = (values: ReadonlyArray<string>): string => values.length === 1 ? (values[0] ?? "") : values.join("\0")

const fieldsOf = <M>({ definition, where }: Registration<M>): ReadonlyArray<Field> =>
  where.map(([name]) => ({ name, canonical: Definition.canonical(definition, name) }))

const sameFields = (a: ReadonlyArray<Field>, b: ReadonlyArray<Field>): boolean =>
  a.length === b.length && a.every((field, i) => field.name === b[i]?.name && field.canonical === b[i]?.canonical)

/** The bucket of a shape that a message falls into. */
const bucketOf = <M>(shape: Shape<M>, parameters: Parameters.Parameters): Set<Registration<M>> | undefined => {
  const values: Array<string> = []
  for (const { canonical, name } of shape.fields) {
    const text = parameters.get(name)
    const value = text === undefined || canonical === undefined ? text : canonical(text)
    if (value === undefined) return undefined
    values.push(value)
  }
  return shape.buckets.get(keyOf(values))
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
      shape = { fields, buckets: new Map() }
      this.#shapes.push(shape)
      this.#shapes.sort((a, b) => b.fields.length - a.fields.length)
    }
    const key = keyOf(registration.where.map(([, value]) => value))
    const bucket = shape.buckets.get(key)
    if (bucket === undefined) shape.buckets.set(key, new Set([registration]))
    else bucket.add(registration)
    this.size += 1
  }

  delete(registration: Registration<M>): void {
    const key = keyOf(registration.where.map(([, value]) => value))
    const at = this.#shapes.findIndex((shape) => shape.buckets.get(key)?.delete(registration) === true)
    const shape = this.#shapes[at]
    if (shape === undefined) return
    this.size -= 1
    if (shape.buckets.get(key)?.size === 0) shape.buckets.delete(key)
    if (shape.buckets.size === 0) this.#shapes.splice(at, 1)
  }

  /** All of them. */
  *all(): IterableIterator<Registration<M>> {
    for (const shape of this.#shapes) for (const bucket of shape.buckets.values()) yield* bucket
  }

  /** The sets that a message falls into, those of equal specificity together. */
  #tiers(parameters: Parameters.Parameters): Array<Array<Set<Registration<M>>>> {
    const tiers: Array<Array<Set<Registration<M>>>> = []
    let specificity = -1
    for (const shape of this.#shapes) {
      const bucket = bucketOf(shape, parameters)
      if (bucket === undefined) continue
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
