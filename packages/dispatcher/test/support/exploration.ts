/** One run of the explorer: a dispatcher, a puppet for an engine, a script, and the model that judges them. */
import { Dispatcher, type DispatcherOptions } from "@yatefx/dispatcher"
import {
  Clock,
  Context,
  Deferred,
  Effect,
  Exit,
  type Fiber,
  Layer,
  Logger,
  Metric,
  Random,
  Scheduler,
  Scope
} from "effect"
import { Dice, DiceScheduler, SteppedClock } from "./interleaving.ts"
import { Ledger, type Sending, type Sent } from "./ledger.ts"
import { type Registration, Violation } from "./model.ts"
import { type Levers, Programs } from "./programs.ts"
import { PuppetEngine } from "./PuppetEngine.ts"
import { sizes } from "./sizes.ts"
import type { Params, Script, Step } from "./steps.ts"

/** More than any run needs. */
const maxTasks = 200_000

/** Nothing is declined early: what the model says of a message would depend on how long others took. */
const options: DispatcherOptions = { slowAfter: "1 day" }

/** More than the end of a program takes, in seconds. */
const maxEnd = 10

/** The grace in which names stay installed, and the longest delay between two dials, in milliseconds. */
const grace = 5000
const longestDelay = 11_000

interface Live extends Levers {
  readonly registration: Registration
  readonly fiber: Fiber.Fiber<unknown, unknown>
}

const paramsOf = ({ count, id, leg }: Params): string => `:id=${id}:leg=${leg}:count=${count}`

type StepOf<Do extends Step["do"]> = Extract<Step, { readonly do: Do }>

export class Exploration {
  readonly #script: Script
  readonly #dice: Dice
  readonly #scheduler: DiceScheduler
  readonly #clock = new SteppedClock()
  readonly #ledger = new Ledger(this.#clock)
  readonly #engine: PuppetEngine
  readonly #scope = Scope.makeUnsafe()
  readonly #metrics: Context.Service.Shape<typeof Metric.MetricRegistry> = new Map()
  readonly #context: Context.Context<never>
  readonly #live = new Map<number, Live>()
  /** Those that have just got their age. */
  readonly #fresh: Array<{ readonly registration: Registration; readonly pauses: number }> = []

  /** Moves the timers of the system, which the dispatcher uses while its scope closes. */
  readonly #passRealTime: (millis: number) => void

  constructor(script: Script, passRealTime: (millis: number) => void) {
    this.#script = script
    this.#passRealTime = passRealTime
    // Other dice than those that made the script.
    this.#dice = new Dice(script.seed ^ 0x5bd1e995)
    this.#scheduler = new DiceScheduler(this.#dice, script.habits)
    this.#engine = new PuppetEngine((heard) => this.#ledger.hear(heard), this.#ledger.watched)
    this.#context = Context.make(Clock.Clock, this.#clock).pipe(
      Context.add(Scheduler.Scheduler, this.#scheduler),
      Context.add(Metric.MetricRegistry, this.#metrics),
      Context.add(Logger.CurrentLoggers, new Set())
    ) as Context.Context<never>
  }

  /** What happened, a line each. */
  get history(): ReadonlyArray<string> {
    return this.#ledger.history
  }

  /** Throws a `Violation` if the model would not have done so. */
  run(): void {
    const built = this.#fork(
      Layer.buildWithScope(Layer.provide(Dispatcher.layerWith(options), this.#engine.layer), this.#scope).pipe(
        Random.withSeed(this.#script.seed)
      )
    )
    this.#runAll()
    const exit = built.pollUnsafe()
    if (exit === undefined || Exit.isFailure(exit)) throw new Violation("the dispatcher was not built")
    const programs = new Programs(Context.get(exit.value, Dispatcher), this.#ledger, (registration) => {
      if (registration.age !== undefined) return
      registration.age = this.#ledger.tick()
      this.#fresh.push({ registration, pauses: this.#scheduler.pauses })
    })
    for (const step of this.#script.steps) {
      this.#take(step, programs)
      this.#run(this.#dice.below(4))
    }
    if (this.#script.isAbrupt) this.#endAbruptly()
    else this.#endInOrder()
  }

  // ---- what makes it go on

  #fork<A, E>(effect: Effect.Effect<A, E>): Fiber.Fiber<A, E> {
    const fiber = Effect.runForkWith(this.#context)(effect)
    this.#afterTask()
    return fiber
  }

  #afterTask(): void {
    this.#ledger.check()
    // Whoever was not paused since he got his age is registered by now.
    for (const { pauses, registration } of this.#fresh.splice(0)) {
      if (pauses === this.#scheduler.pauses) registration.agedAt = this.#ledger.tick()
    }
  }

  #run(tasks: number): void {
    for (let i = 0; i < tasks && this.#scheduler.runOne(); i++) this.#afterTask()
  }

  #runAll(): void {
    this.#run(maxTasks)
    if (!this.#scheduler.isIdle) throw new Violation("it never comes to rest")
  }

  /** Everything that can happen at this time happens. */
  #rest(): void {
    do {
      this.#runAll()
      this.#engine.link?.deliver(1 + this.#dice.below(5))
    } while (!this.#scheduler.isIdle || this.#engine.link?.canDeliver === true)
    this.#ledger.noticed = this.#ledger.cuts
    this.#ledger.check()
  }

  #take(step: Step, programs: Programs): void {
    const { do: what, ...rest } = step
    this.#ledger.note(`-- ${what} ${Object.values(rest).map((value) => JSON.stringify(value)).join(" ")}`)
    const { link } = this.#engine
    switch (step.do) {
      case "register":
        return this.#register(step, programs)
      case "leave":
        return this.#leave(step.key)
      case "until":
        return this.#until(step.key)
      case "await": {
        const live = this.#live.get(step.key)
        if (live !== undefined) Deferred.doneUnsafe(live.awaited, Effect.void)
        return
      }
      case "message":
        return this.#say(step)
      case "watched": {
        if (link?.watched.has(step.name) !== true) return
        const text = `%%<message::true:${step.name}:${paramsOf(step.params)}:key=w${step.key}`
        return link.say(text, () => this.#ledger.watches.arrived({ ...step, at: this.#ledger.tick() }))
      }
      case "dispatch": {
        const label = `d${step.key}`
        const fiber = this.#send(this.#ledger.dispatches, label, programs.ask(label))
        return void fiber.addObserver((exit) => this.#ledger.dispatched(label, exit))
      }
      case "forsake":
        return this.#ledger.dispatches.get(`d${step.key}`)?.fiber.interruptUnsafe()
      case "answer":
        return this.#answer(step.which, step.times)
      case "enqueue":
        return void this.#send(this.#ledger.enqueues, `t${step.key}`, programs.tell(`t${step.key}`))
      case "release":
        return programs.release()
      case "cut":
        if (link !== undefined) this.#ledger.cuts += 1
        return link?.cut()
      case "refuse":
        this.#engine.refusals = step.times
        return
      case "stall":
        this.#engine.isStalled = true
        return
      case "resume":
        return this.#engine.resume()
      case "deliver":
        return link?.deliver(step.lines)
      case "run":
        return this.#run(step.tasks)
      case "sleep":
        // Who is paused between reading the clock and setting a timer would set it late by all that passes meanwhile.
        if (!step.stalled || this.#script.habits.pause > 0) this.#runAll()
        return this.#clock.advance(step.millis, step.stalled ? () => {} : () => this.#runAll())
      case "settle":
        return this.#settle()
    }
  }

  // ---- what the steps do

  #register(step: StepOf<"register">, programs: Programs): void {
    const registration: Registration = {
      ...step,
      phase: "entering",
      age: undefined,
      agedAt: undefined,
      isBusy: step.kind === "expectMessage" || step.kind === "expectWatch",
      wasLeft: false
    }
    this.#ledger.messages.register(registration)
    this.#ledger.watches.register(registration)
    const levers: Levers = { until: Deferred.makeUnsafe(), awaited: Deferred.makeUnsafe() }
    const fiber = this.#fork(Effect.scoped(programs.register(registration, levers)))
    this.#live.set(step.key, { ...levers, registration, fiber })
    fiber.addObserver(() => {
      this.#live.delete(step.key)
      registration.phase = "gone"
      this.#ledger.watched(() => this.#ledger.messages.left(registration))
    })
  }

  #leaving(registration: Registration): void {
    registration.wasLeft = true
    registration.phase = "leaving"
  }

  #leave(key: number): void {
    const live = this.#live.get(key)
    if (live === undefined) return
    this.#leaving(live.registration)
    live.fiber.interruptUnsafe()
  }

  #until(key: number): void {
    const live = this.#live.get(key)
    if (live?.registration.kind !== "onMessage" && live?.registration.kind !== "onWatch") return
    this.#leaving(live.registration)
    Deferred.doneUnsafe(live.until, Effect.void)
  }

  #say(step: StepOf<"message">): void {
    const { link } = this.#engine
    // An engine doesn't send what nobody asked for.
    if (link?.installed.has(step.name) !== true) return
    const id = `m${step.key}`
    const sent: Sent = {
      key: step.key,
      link,
      plan: step.plan,
      arrivedAt: undefined,
      isTooLate: false,
      takers: [],
      atWork: 0,
      ret: undefined,
      tried: new Set(),
      passed: 0
    }
    this.#ledger.sent.set(id, sent)
    link.answers.set(id, [])
    link.say(`%%>message:${id}:0:${step.name}:${paramsOf(step.params)}`, () => {
      this.#ledger.note(`${id} arrives`)
      sent.arrivedAt = this.#clock.now
      sent.isTooLate = this.#ledger.isEnding
      this.#ledger.watched(() => this.#ledger.messages.arrived({ ...step, at: this.#ledger.tick() }))
    })
  }

  #send(
    all: Map<string, Sending>,
    label: string,
    effect: Effect.Effect<unknown, unknown>
  ): Fiber.Fiber<unknown, unknown> {
    const startedAt = this.#ledger.noticed
    const fiber = this.#fork(effect)
    all.set(label, { label, fiber, startedAt })
    return fiber
  }

  #answer(which: number, times: number): void {
    const { unanswered } = this.#engine
    const [heard] = unanswered.splice(which % Math.max(unanswered.length, 1), 1)
    if (heard === undefined || heard.link.isLost) return
    for (let i = 0; i < times; i++) {
      heard.link.say(`%%<message:${heard.id}:true:${heard.name}:${heard.label}`, () => heard.answers += 1)
    }
  }

  // ---- what is looked at

  /** Otherwise nothing is confirmed, and a call that waits for that has not returned. */
  get #isHeard(): boolean {
    return this.#engine.link !== undefined && !this.#engine.isStalled
  }

  /** Brings everything to rest, and looks at it. */
  #settle(): void {
    const ledger = this.#ledger
    this.#rest()
    for (const { registration } of this.#live.values()) ledger.entered(registration)
    ledger.messages.settled((key, taker) => {
      const sent = ledger.sent.get(`m${key}`)
      return sent === undefined || sent.isTooLate ? undefined : ledger.due(`m${key}`, sent, taker, this.#isHeard)
    })
    if (!this.#isHeard) return
    ledger.watches.settled()
    ledger.dueDispatches()
    this.#checkPending()
    const isAnyBusy = [...this.#live.values()].some(({ registration }) => registration.isBusy)
    for (const [id, { arrivedAt, atWork, key, link, passed, takers }] of ledger.sent) {
      if (arrivedAt === undefined || atWork > 0) continue
      const isAnswered = link.isLost || link.answers.get(id)?.length === 1
      // Whoever is busy may have been given it, and get it yet.
      if (isAnswered && (takers.length > passed || !isAnyBusy)) ledger.messages.forget(key)
    }
  }

  /** What waits for an answer is what the engine waits for, on the link that there is: nothing of one that is gone. */
  #checkPending(): void {
    const open = [...this.#ledger.sent].filter(([id, { arrivedAt, link }]) =>
      arrivedAt !== undefined && link === this.#engine.link && link.answers.get(id)?.length === 0
    )
    const pending = this.#sizes.get("messages_pending") ?? 0
    if (pending !== open.length) {
      this.#ledger.fail(`${pending} messages in hand, and the engine waits for ${open.length}`)
    }
  }

  get #sizes(): ReadonlyMap<string, number> {
    return Effect.runSync(Effect.provideService(sizes, Metric.MetricRegistry, this.#metrics))
  }

  #checkSizes(besides: ReadonlyArray<string>): void {
    const left = [...this.#sizes].filter(([name]) => !besides.includes(name))
    if (left.length > 0) this.#ledger.fail(`left behind: ${left.map(([name, size]) => `${name}=${size}`).join()}`)
  }

  #answerAll(): void {
    while (this.#engine.unanswered.length > 0) this.#answer(0, 1)
    this.#settle()
  }

  #leaveAll(): void {
    for (const key of this.#live.keys()) this.#leave(key)
    this.#rest()
    if (this.#live.size > 0) this.#ledger.fail(`${[...this.#live.keys()].join()} will not leave`)
  }

  #endInOrder(): void {
    this.#ledger.note("-- everybody leaves")
    this.#engine.refusals = 0
    this.#engine.resume()
    this.#settle()
    for (let i = 0; i < 3; i++) {
      this.#clock.advance(longestDelay, () => this.#rest())
      this.#settle()
      this.#answerAll()
    }
    if (this.#engine.link === undefined) this.#ledger.fail("it has not dialled again")
    this.#leaveAll()
    this.#settle()
    this.#answerAll()
    this.#ledger.checkSent("when all is answered")
    for (let i = 0; i < 2; i++) {
      this.#clock.advance(grace)
      this.#settle()
    }
    this.#checkSizes([])
    this.#close()
    if (this.#clock.timers > 0) this.#ledger.fail(`${this.#clock.timers} timers are left`)
  }

  #endAbruptly(): void {
    this.#engine.resume()
    this.#close()
    this.#leaveAll()
    // Names that nobody will take back: there is no engine any more.
    this.#checkSizes(["names"])
    if (this.#clock.timers > 0) this.#ledger.fail(`${this.#clock.timers} timers are left`)
  }

  #close(): void {
    const ledger = this.#ledger
    ledger.note("-- the program ends")
    ledger.isEnding = true
    this.#engine.link?.retract((text) => text.startsWith("%%>message"))
    const closing = this.#fork(Scope.close(this.#scope, Exit.void))
    this.#rest()
    for (let i = 0; i < maxEnd && closing.pollUnsafe() === undefined; i++) {
      this.#passRealTime(1000)
      this.#rest()
    }
    if (closing.pollUnsafe() === undefined) ledger.fail("it does not end")
    for (const [id, { arrivedAt, isTooLate, link }] of ledger.sent) {
      if (arrivedAt === undefined || isTooLate || !link.hasQuit) continue
      const answers = link.answers.get(id) ?? []
      if (answers.length !== 1) ledger.fail(`${id} had ${answers.length} answers when the program ended`)
    }
    this.#ledger.checkSent("after the end")
  }
}
