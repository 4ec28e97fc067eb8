/** Many that wait for one message each, in a process of their own: how fast one is found, and what each costs. */
import { Dispatcher } from "@yatefx/dispatcher"
import { ChanDtmf } from "@yatefx/messages"
import { Transport } from "@yatefx/transport"
import { Deferred, Effect, Fiber, Layer, ManagedRuntime } from "effect"
import { serve } from "./processes.ts"
import { randomInt } from "./random.ts"
import { Wire } from "./Wire.ts"

export type WaitsRequest =
  | { readonly do: "start"; readonly count: number; readonly by: "where" | "guard" }
  | { readonly do: "find"; readonly millis: number }
  | { readonly do: "subscribe"; readonly millis: number }
  | { readonly do: "stop" }

export interface Started {
  /** Bytes of heap for each. */
  readonly memory: number
  /** So many a second. */
  readonly rate: number
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

/** One that waits for its call's next key, until the call ends, again and again. */
const waiter = (n: number, by: "where" | "guard") =>
  Effect.gen(function*() {
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
    // Registered again in the turn in which it was found.
    while (true) yield* yate.onMessage(ChanDtmf, options)
  })

let fibers: ReadonlyArray<Fiber.Fiber<unknown, unknown>> = []

const start = async (count: number, by: "where" | "guard"): Promise<Started> => {
  // The first makes schemas and installs the name: none of the others pays for that.
  const warm = await runtime.runPromise(Effect.forkDetach(waiter(-1, by)))
  await new Promise((resolve) => setTimeout(resolve, 50))
  const before = await heap()
  const startedAt = performance.now()
  fibers = await runtime.runPromise(
    Effect.forEach(Array.from({ length: count }, (_, n) => n), (n) => Effect.forkDetach(waiter(n, by)))
  )
  await new Promise((resolve) => setImmediate(resolve))
  const seconds = (performance.now() - startedAt) / 1000
  const memory = (await heap() - before) / count
  await runtime.runPromise(Fiber.interrupt(warm))
  return { memory, rate: count / seconds }
}

const random = randomInt()
let sent = 0

/** A message for one of them, chosen at random, and the next once it is answered. */
const find = (millis: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now()
    let found = 0
    const next = (): void => wire.say(`%%>message:0x${++sent}:1:chan.dtmf::id=${idOf(random(fibers.length))}:text=5`)
    wire.onLine = (line) => {
      if (line !== `%%<message:0x${sent}:true:`) return reject(new Error(`nobody was found: ${line}`))
      found += 1
      const now = found % 16 === 0 ? performance.now() : startedAt
      if (now - startedAt < millis) return next()
      resolve(found / (now - startedAt) * 1000)
    }
    next()
  })

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
    case "find":
      return find(request.millis)
    case "subscribe":
      return subscribe(request.millis)
    case "stop":
      return runtime.runPromise(Fiber.interruptAll(fibers))
  }
})
