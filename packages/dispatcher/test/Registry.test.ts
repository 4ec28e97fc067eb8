import { assert, describe, it } from "@effect/vitest"
import { ChanDtmf } from "@yatefx/messages"
import { Parameters } from "@yatefx/protocol"
import { Result } from "effect"
import { type Bucket, maxEmpty, type Registration, Registry, Shape } from "../src/internal/registry.ts"
import { Probe } from "./support/world.ts"

type Entry = Registration<string>
let age = 0

const entry = (where: Record<string, string>, order = 0, takes = false): Entry => ({
  definition: Probe,
  where: Object.entries(where).sort(([a], [b]) => a < b ? -1 : 1),
  order,
  isImmediate: false,
  sequence: ++age,
  offer: () => takes
})

const add = (registry: Registry<string>, one: Entry): Bucket<string> => registry.add(one, one.where)

const parametersOf = (values: Record<string, string>): Parameters.Parameters =>
  Result.getOrThrow(Parameters.encode(Object.entries(values)))

const offered = (registry: Registry<string>, values: Record<string, string>): ReadonlyArray<Entry | undefined> => {
  const seen: Array<Entry> = []
  registry.get(Probe.name)?.offerBySpecificity(parametersOf(values), (one) => {
    seen.push(one)
    return one.offer("")
  })
  return seen
}

describe("Registry", () => {
  it("offers those of equal specificity by age, whichever parameters they look at", () => {
    const registry = new Registry<string>()
    const entries = [
      entry({ id: "a" }),
      entry({ leg: "b" }),
      entry({ id: "a" }),
      entry({}),
      entry({ leg: "b" }),
      entry({ id: "x" })
    ]
    for (const one of entries) add(registry, one)
    assert.deepStrictEqual(
      offered(registry, { id: "a", leg: "b" }),
      [0, 1, 2, 4, 3].map((i) => entries[i])
    )
  })

  it("stops at the first that takes", () => {
    const registry = new Registry<string>()
    const entries = [entry({}), entry({}, 0, true), entry({})]
    for (const one of entries) add(registry, one)
    assert.deepStrictEqual(offered(registry, {}), entries.slice(0, 2))
  })

  it("lists handlers by order and then by age, whatever their where", () => {
    const registry = new Registry<string>()
    const entries = [
      entry({}, 1),
      entry({ id: "a" }, 1),
      entry({ leg: "b", id: "a" }, 2),
      entry({}, -1),
      entry({ leg: "c" })
    ]
    for (const one of entries) add(registry, one)
    const matching: ReadonlyArray<Entry | undefined> | undefined = registry.get(Probe.name)?.matching(
      parametersOf({ id: "a", leg: "b" })
    )
    assert.deepStrictEqual(matching, [entries[3], entries[0], entries[1], entries[2]])
  })

  it("tells what a registration wants", () => {
    const registry = new Registry<string>()
    for (const where of [{}, { id: "" }, { id: "a:b", leg: "c" }]) {
      const one = entry(where)
      assert.deepStrictEqual(add(registry, one).where, one.where)
    }
  })

  it("keeps apart values that look alike when they are put together", () => {
    const registry = new Registry<string>()
    const one = entry({ id: "a", leg: "b=c:d" })
    add(registry, one)
    assert.deepStrictEqual(offered(registry, { id: "a:b=c", leg: "d" }), [])
    assert.deepStrictEqual(offered(registry, { id: "a", leg: "b=c:d" }), [one])
  })

  it("costs one look-up for each set of names in use, and nothing for those that are gone", () => {
    const registry = new Registry<string>()
    const entries = Array.from({ length: 1000 }, (_, i) => entry(i % 2 === 0 ? { id: String(i) } : { leg: String(i) }))
    const places = entries.map((one) => add(registry, one))
    let gets = 0
    const counting = new Proxy(parametersOf({ id: "4", leg: "7" }), {
      get: (target, key) =>
        key === "get"
          ? (name: string) => {
            gets += 1
            return target.get(name)
          }
          : Reflect.get(target, key)
    })
    let offers = 0
    const count = () => {
      offers += 1
      return false
    }
    registry.get(Probe.name)?.offerBySpecificity(counting, count)
    assert.deepStrictEqual([registry.size, gets, offers], [1000, 2, 2])
    const last = entry({})
    const place = add(registry, last)
    entries.forEach((one, i) => {
      places[i]?.delete(one)
      places[i]?.delete(one)
    })
    gets = 0
    registry.get(Probe.name)?.offerBySpecificity(counting, count)
    assert.deepStrictEqual([registry.size, gets, offers], [1, 0, 3])
    // Somebody waits for another name: this one goes all the same.
    add(registry, { ...entry({}), definition: ChanDtmf })
    place.delete(last)
    assert.strictEqual(registry.size, 1)
    assert.isUndefined(registry.get(Probe.name))
    assert.isDefined(registry.get(ChanDtmf.name))
  })

  it("keeps the place of a key that comes and goes, and drops those that were left, beyond a limit", () => {
    const shape = new Shape<string>([])
    const stays = entry({})
    shape.add("stays", stays)
    const comeAndGo = (key: string): void => {
      const one = entry({})
      const place = shape.add(key, one)
      const before = shape.size
      place.delete(one)
      place.delete(one)
      assert.strictEqual(shape.size, before - 1)
    }
    comeAndGo("often")
    const place = shape.get("often")
    for (let i = 0; i < 10 * maxEmpty; i++) comeAndGo("often")
    assert.strictEqual(shape.get("often"), place)
    assert.strictEqual(shape.buckets, 2)
    // Listed as empty, and filled again before the list is cut.
    const back = entry({})
    shape.add("often", back)
    for (let i = 0; i < 10 * maxEmpty; i++) {
      comeAndGo(String(i))
      assert.isAtMost(shape.buckets, 2 + maxEmpty)
    }
    assert.strictEqual(shape.get("often"), place)
    assert.deepStrictEqual([...shape.values()].flatMap(({ members }) => [...members]), [stays, back])
    assert.strictEqual(shape.size, 2)
    assert.isUndefined(shape.get("0"))
  })
})
