/** Many that wait for one message each, in a process of their own: how fast one is found, and what each costs. */
import { Dispatcher } from "@yatefx/dispatcher"
import { ChanDtmf } from "@yatefx/messages"
import { Transport } from "@yatefx/transport"
import { Deferred, Effect, Fiber, Layer, ManagedRuntime } from "effect"
import { serve } from "./processes.ts"
import { randomInt } from "./random.ts"
import { Wire } from "./Wire.ts"

/** How those that wait are found; `map` has no dispatcher, and fibers that wait for a callback in a `Map`. */
export type By = "where" | "guard" | "map"

export type WaitsRequest =
  | { readonly do: "start"; readonly count: number; readonly by: By }
  | { readonly do: "find"; readonly millis: number; readonly among: "one" | "all" }
  | { readonly do: "subscribe"; readonly millis: number }
  | { readonly do: "stop" }

export interface Started {
  /** Bytes of heap for each. */
  readonly memory: number
  /** So many a second. */
  readonly rate: number
}

/** Both a second: those found, by the time that finding takes; those found and waiting again, by all time. */
export interface Found {
  readonly found: number
  readonly again: number
}

const wire = new Wire()
const runtime = ManagedRuntime.make(
  Dispatcher.layer.pipe(Layer.provide(Layer.succeed(Transport, wire.transport)))
)

const heap = async (): Promise<number> => {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return process.memoryUsage().heapUsed
}

const idOf = (n: number): string => `sip/${n}`

/** Lets the one that was found wait again; it is set as soon as its fiber goes on. */
let waitAgain: (() => void) | undefined

const parked = Effect.callback<void>((resume) => {
  waitAgain = () => resume(Effect.void)
})

/** One that waits for its call's next key, until the call ends, again and again. */
const waiter = Effect.fnUntraced(function*(n: number, by: "where" | "guard") {
  const yate = yield* Dispatcher
  const id = idOf(n)
  const until = Deferred.await(yield* Deferred.make<string>())
  const options = by === "where"
    ? { where: { id }, autoreturn: true, until }
    : {
      guard: ({ params }: { readonly params: { readonly id?: string } }) => params.id === id,
      autoreturn: true,
      until
    }
  while (true) {
    yield* yate.onMessage(ChanDtmf, options)
    yield* parked
  }
})

const byId = new Map<string, (effect: Effect.Effect<void>) => void>()

/** As little as can wait: what the machine and the runtime take, and nothing of ours. */
const bareWaiter = Effect.fnUntraced(function*(n: number) {
  const id = idOf(n)
  const found = Effect.callback<void>((resume) => void byId.set(id, resume))
  while (true) yield* found
})

const waiterBy = (n: number, by: By): Effect.Effect<void, unknown, Dispatcher> =>
  by === "map" ? bareWaiter(n) : waiter(n, by)

let fibers: ReadonlyArray<Fiber.Fiber<unknown, unknown>> = []

const start = async (count: number, by: By): Promise<Started> => {
  // The first makes schemas and installs the name: none of the others pays for that.
  const warm = await runtime.runPromise(Effect.forkDetach(waiterBy(-1, by)))
  await new Promise((resolve) => setTimeout(resolve, 50))
  const before = await heap()
  const startedAt = performance.now()
  fibers = await runtime.runPromise(
    Effect.forEach(Array.from({ length: count }, (_, n) => n), (n) => Effect.forkDetach(waiterBy(n, by)))
  )
  await new Promise((resolve) => setImmediate(resolve))
  const seconds = (performance.now() - startedAt) / 1000
  const memory = (await heap() - before) / count
  await runtime.runPromise(Fiber.interrupt(warm))
  return { memory, rate: count / seconds }
}

const random = randomInt()
let sent = 0

/**
 * A message for the same one each time, or for one of all, chosen at random; the next once it is answered and the one that
 * was found waits again. The first clock runs from the message until it is answered and the fiber has gone on; the second
 * all the time.
 */
const find = (millis: number, among: number): Promise<Found> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now()
    let found = 0
    let finding = 0
    let saidAt = startedAt
    const next = (): void => {
      const line = `%%>message:0x${++sent}:1:chan.dtmf::id=${idOf(random(among))}:text=5`
      saidAt = performance.now()
      wire.say(line)
    }
    wire.onLine = (line) => {
      const now = performance.now()
      finding += now - saidAt
      const again = waitAgain
      waitAgain = undefined
      if (line !== `%%<message:0x${sent}:true:` || again === undefined) {
        return reject(new Error(`nobody was found: ${line}`))
      }
      again()
      found += 1
      if (now - startedAt < millis) return next()
      resolve({ found: found / finding * 1000, again: found / (performance.now() - startedAt) * 1000 })
    }
    next()
  })

/** The same without a dispatcher. The one that is found waits again at once, so that both rates are one. */
const findBare = (millis: number, among: number): Found => {
  const startedAt = performance.now()
  let found = 0
  let now = startedAt
  while (now - startedAt < millis) {
    for (let i = 0; i < 16; i++) {
      const id = idOf(random(among))
      const resume = byId.get(id)
      if (resume === undefined) throw new Error(`nobody waits for ${id}`)
      byId.delete(id)
      resume(Effect.void)
    }
    found += 16
    now = performance.now()
  }
  const rate = found / (now - startedAt) * 1000
  return { found: rate, again: rate }
}

/** Subscriptions that come and go beside all that wait. */
const subscribe = async (millis: number): Promise<number> => {
  const startedAt = performance.now()
  let count = 0
  await runtime.runPromise(Effect.gen(function*() {
    const yate = yield* Dispatcher
    while (performance.now() - startedAt < millis) {
      for (let i = 0; i < 100; i++) {
        yield* Effect.scoped(yate.subscribe(ChanDtmf, { where: { id: `other/${count}` } }))
        count += 1
      }
    }
  }))
  return count / (performance.now() - startedAt) * 1000
}

serve((request: WaitsRequest): Promise<unknown> => {
  switch (request.do) {
    case "start":
      return start(request.count, request.by)
    case "find": {
      const among = request.among === "one" ? 1 : fibers.length
      return byId.size > 0 ? Promise.resolve(findBare(request.millis, among)) : find(request.millis, among)
    }
    case "subscribe":
      return subscribe(request.millis)
    case "stop":
      return runtime.runPromise(Fiber.interruptAll(fibers))
  }
})
