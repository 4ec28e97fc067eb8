import { assert, describe, it } from "@effect/vitest"
import { Deferred } from "effect"
import type { Leg } from "../src/internal/leg.ts"
import { type Free, Lineup, type Waiting } from "../src/internal/lineup.ts"
import { Offer } from "../src/internal/offer.ts"

const caller = (since: number, priority = 0): Waiting => {
  const leg = {} as Leg
  return { call: leg, offer: new Offer(leg), priority, since, agent: undefined, connectedAt: undefined }
}

const agent = (name: string): Free => ({ agent: name, next: Deferred.makeUnsafe(), given: undefined })

describe("a lineup", () => {
  it("has those who come in the same moment in the order they came, behind whoever matters more", () => {
    const lineup = new Lineup()
    const [a, b, c, late] = [caller(1), caller(1), caller(1, 5), caller(0)]
    for (const one of [a, b, c, late]) lineup.enter(one)
    assert.deepStrictEqual([a, b, c, late].map((one) => lineup.waiting.indexOf(one)), [2, 3, 0, 1])
  })

  it("gives the first caller to whoever is free for longest, and on to the next if he goes before he has seen him", () => {
    const lineup = new Lineup()
    const [first, second] = [agent("first"), agent("second")]
    lineup.isFree(first)
    lineup.isFree(second)
    const alice = caller(1)
    lineup.enter(alice)
    assert.strictEqual(first.given, alice)
    assert.isTrue(Deferred.isDoneUnsafe(first.next))
    assert.strictEqual(lineup.free, 1)
    lineup.notFree(first)
    assert.strictEqual(second.given, alice)
    assert.strictEqual(alice.agent, "second")
    lineup.notFree(second)
    assert.isUndefined(alice.agent)
    assert.strictEqual(lineup.free, 0)
    assert.deepStrictEqual(lineup.waiting, [alice])
  })

  it("has callers by priority, then by arrival, also those who come back", () => {
    const lineup = new Lineup()
    const [a, b, c, d] = [caller(1), caller(2), caller(3, 1), caller(4)]
    for (const each of [d, b, c, a]) lineup.enter(each)
    assert.deepStrictEqual(lineup.waiting.map((each) => lineup.placeOf(each).position), [1, 2, 3, 4])
    assert.deepStrictEqual(lineup.waiting, [c, a, b, d])
    lineup.leave(b)
    lineup.leave(b)
    // One that is out has the place that it would come back to.
    assert.deepStrictEqual(lineup.placeOf(b), { position: 3, length: 4 })
    assert.deepStrictEqual(lineup.placeOf(d), { position: 3, length: 3 })
  })

  it("forgets a free agent who goes", () => {
    const lineup = new Lineup()
    const first = agent("first")
    lineup.isFree(first)
    lineup.notFree(first)
    const alice = caller(1)
    lineup.enter(alice)
    assert.isUndefined(alice.agent)
  })
})
