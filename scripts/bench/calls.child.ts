/** Many calls at the same time in one process, each a flow that waits for keys until its caller hangs up. */
import { Dispatcher } from "@yatefx/dispatcher"
import { Engine, EngineTransport, Phone } from "@yatefx/engine"
import { Transport } from "@yatefx/transport"
import { Effect, Exit, Layer, ManagedRuntime, Scope } from "effect"
import { Counts, flows } from "./flows.ts"
import { serve } from "./processes.ts"
import { randomInt } from "./random.ts"
import { Wire } from "./Wire.ts"

export interface CallsRequest {
  readonly flow: string
  readonly on: "wire" | "embedded"
  readonly count: number
  readonly keysMillis: number
}

export interface CallsResult {
  readonly setUp: number
  readonly setUpRate: number
  readonly memory: number
  readonly keys: number
  readonly tearDown: number
}

/** What places calls. */
interface Caller {
  /** So many calls more; done when all of them wait for keys. */
  readonly call: (count: number) => Promise<void>
  /** A key for a call chosen at random. */
  readonly press: () => void
  /** So many keys are on their way at a time: a phone's key lasts for some time, a scripted one for none. */
  readonly keysAtATime: number
  /** All hang up. */
  readonly hangUp: () => Promise<void>
}

/** So many calls may be on their way to their flow at a time; the dispatcher declines more than 500. */
const window = 256

const heap = async (): Promise<number> => {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return process.memoryUsage().heapUsed
}

const counts = new Counts()
const random = randomInt()

/** Done when a count has come so far. */
const reaches = (key: "waiting" | "keys" | "ended", value: number, after: () => void = () => {}): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (counts[key] < value) return after()
      counts.onChange = () => {}
      resolve()
    }
    counts.onChange = look
    look()
  })

const onWire = async (flow: string): Promise<Caller> => {
  const wire = new Wire()
  const runtime = ManagedRuntime.make(
    (flows[flow] ?? (() => Layer.empty))(counts).pipe(
      Layer.provide(Dispatcher.layer),
      Layer.provide(Layer.succeed(Transport, wire.transport))
    )
  )
  await runtime.runPromise(Effect.void)
  let calls = 0
  let sent = 0
  const routes = new Map<string, number>()
  const route = (): void => {
    const call = calls++
    const id = `0x${++sent}`
    routes.set(id, call)
    wire.say(`%%>message:${id}:1:call.route::id=sip/${call}:caller=alice:called=ivr`)
  }
  // A call that is sent to `dumb/` gets there, and all that is asked for is done.
  wire.onLine = (line) => {
    const [command = "", id = "", , name = ""] = line.split(":")
    if (command === "%%>message" && id !== "") wire.say(`%%<message:${id}:true:${name}::`)
    const call = routes.get(id)
    if (command !== "%%<message" || call === undefined) return
    routes.delete(id)
    if (wire.watched.has("call.execute")) {
      wire.say(`%%<message::true:call.execute::id=sip/${call}:callto=dumb/:targetid=dumb/${call}`)
    }
  }
  return {
    call: (count) => {
      const all = calls + count
      const already = counts.waiting
      for (let i = Math.min(window, count); i > 0; i--) route()
      let seen = already
      return reaches("waiting", already + count, () => {
        for (; seen < counts.waiting; seen++) if (calls < all) route()
      })
    },
    keysAtATime: 64,
    press: () => wire.say(`%%>message:0x${++sent}:1:chan.dtmf::id=sip/${random(calls)}:text=5`),
    hangUp: async () => {
      const already = counts.ended
      for (let call = 0; call < calls; call++) {
        wire.say(`%%<message::false:chan.hangup::id=sip/${call}:reason=normal`)
        // As a socket would bring them: some at a time.
        if (call % window === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      await reaches("ended", already + calls)
      calls = 0
    }
  }
}

const onEngine = async (flow: string): Promise<Caller> => {
  const engine = Engine.layer({ maxChannels: 1_000_000, maxQueued: 1_000_000 })
  const program = (flows[flow] ?? (() => Layer.empty))(counts).pipe(
    Layer.provide(Dispatcher.layer),
    Layer.provide(EngineTransport.layer()),
    Layer.provideMerge(engine)
  )
  const runtime = ManagedRuntime.make(program)
  const phone = await runtime.runPromise(Phone.make({ caller: "alice" }))
  let scope = Scope.makeUnsafe()
  const calls: Array<{ readonly press: (keys: string) => Effect.Effect<unknown, unknown> }> = []
  const dial = async (): Promise<void> => {
    calls.push(await runtime.runPromise(Scope.provide(phone.dial("ivr"), scope)))
  }
  return {
    call: async (count) => {
      const all = calls.length + count
      const already = counts.waiting
      let left = count - Math.min(window, count)
      for (let i = Math.min(window, count); i > 0; i--) await dial()
      let seen = already
      await reaches("waiting", already + count, () => {
        for (; seen < counts.waiting; seen++) {
          if (left > 0 && calls.length < all) {
            left -= 1
            void dial()
          }
        }
      })
    },
    keysAtATime: 4096,
    press: () => {
      const call = calls[random(calls.length)]
      if (call !== undefined) runtime.runFork(Effect.ignore(call.press("5")))
    },
    hangUp: async () => {
      const already = counts.ended
      const count = calls.length
      calls.length = 0
      await runtime.runPromise(Scope.close(scope, Exit.void))
      scope = Scope.makeUnsafe()
      await reaches("ended", already + count)
    }
  }
}

const pressFor = async (caller: Caller, millis: number): Promise<number> => {
  const startedAt = performance.now()
  const before = counts.keys
  let pressed = 0
  let total = Number.POSITIVE_INFINITY
  for (; pressed < caller.keysAtATime; pressed++) caller.press()
  let seen = before
  await new Promise<void>((resolve) => {
    counts.onChange = () => {
      if (performance.now() - startedAt >= millis) total = Math.min(total, before + pressed)
      for (; seen < counts.keys; seen++) {
        if (total !== Number.POSITIVE_INFINITY) continue
        pressed += 1
        caller.press()
      }
      if (counts.keys >= total) resolve()
    }
  })
  counts.onChange = () => {}
  return (counts.keys - before) / (performance.now() - startedAt) * 1000
}

serve(async ({ count, flow, keysMillis, on }: CallsRequest): Promise<CallsResult> => {
  const caller = on === "wire" ? await onWire(flow) : await onEngine(flow)
  // Warm, and what a first call makes is made.
  const warm = Math.min(count, 2000)
  await caller.call(warm)
  await pressFor(caller, keysMillis / 5)
  await caller.hangUp()
  const before = await heap()
  const startedAt = performance.now()
  await caller.call(count)
  const setUp = (performance.now() - startedAt) / 1000
  const memory = (await heap() - before) / count
  const keys = await pressFor(caller, keysMillis)
  const endedAt = performance.now()
  await caller.hangUp()
  const tearDown = (performance.now() - endedAt) / 1000
  return { setUp, setUpRate: count / setUp, memory, keys, tearDown }
})
