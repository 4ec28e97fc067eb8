/** Plays the engine for one program: sends messages, a window at a time, and checks each answer. */
import type { Socket } from "node:net"
import { type Answer, expectedOf, idOf, lineOf, type Size, slots } from "./messages.ts"
import { quantile } from "./statistics.ts"

export interface Round {
  readonly size: Size
  readonly answer: Answer
  /** How many messages wait for their answers at a time. */
  readonly window: number
  readonly millis: number
}

export interface RoundResult {
  readonly rate: number
  /** Microseconds from the write of a message to its answer. */
  readonly p50: number
  readonly p90: number
  readonly p99: number
}

interface Load {
  /** All slots' lines, one after the other, with their ends. */
  readonly bytes: Buffer
  readonly width: number
  /** What an answer starts with, up to its name. */
  readonly heads: ReadonlyArray<string>
  readonly expected: ReadonlyArray<string>
}

const loadOf = (size: Size, answer: Answer): Load => {
  const every = Array.from({ length: slots }, (_, slot) => slot)
  const lines = every.map((slot) => Buffer.from(`${lineOf(size, answer, slot)}\n`, "latin1"))
  const width = lines[0]?.length ?? 0
  if (lines.some((line) => line.length !== width)) throw new Error("the lines of a load differ in length")
  return {
    bytes: Buffer.concat(lines),
    width,
    heads: every.map((slot) => `%%<message:${idOf(slot)}:true:`),
    expected: every.map((slot) => expectedOf(answer, slot))
  }
}

const loads = new Map<string, Load>()

const loadFor = (size: Size, answer: Answer): Load => {
  const key = `${size} ${answer}`
  let load = loads.get(key)
  if (load === undefined) loads.set(key, load = loadOf(size, answer))
  return load
}

/** The slot in an answer's id, which all have the same length. */
const slotAt = "%%<message:".length + idOf(0).length - 4
const answerPrefix = "%%<message:0x"
/** More latencies than these say nothing new. */
const maxLatencies = 200_000

/** A program that answers nothing for so long has lost messages, in milliseconds. */
const stalled = 5000

/** A round under way. */
class Running {
  readonly load: Load
  readonly socket: Socket
  readonly startedAt: number = performance.now()
  readonly until: number
  readonly latencies: Array<number> = []
  readonly #sentAt = new Float64Array(slots).fill(-1)
  #next = 0
  waiting = 0
  answered = 0

  constructor(socket: Socket, round: Round) {
    this.socket = socket
    this.load = loadFor(round.size, round.answer)
    this.until = this.startedAt + round.millis
  }

  /** Sends the next so many, in one write if they lie together. */
  send(count: number): void {
    const { bytes, width } = this.load
    const now = performance.now()
    let left = count
    while (left > 0) {
      const from = this.#next
      const to = Math.min(from + left, slots)
      this.#sentAt.fill(now, from, to)
      this.socket.write(bytes.subarray(from * width, to * width))
      left -= to - from
      this.#next = to % slots
    }
    this.waiting += count
  }

  /** Takes one answer. Throws if it is wrong: numbers of a program that errs are worth nothing. */
  take(line: string, now: number): void {
    const { expected, heads } = this.load
    const slot = Number(line.slice(slotAt, slotAt + 4))
    const head = heads[slot]
    const value = expected[slot] ?? ""
    if (head === undefined || !line.startsWith(head)) throw new Error(`a wrong answer: ${line}`)
    const sentAt = this.#sentAt[slot] ?? -1
    if (sentAt < 0) throw new Error(`an answer that nothing was asked for: ${line}`)
    const from = line.indexOf(":", head.length) + 1
    const end = from + value.length
    if (from === 0 || !line.startsWith(value, from) || (end < line.length && line[end] !== ":")) {
      throw new Error(`not the answer to the message, which is ${value}: ${line}`)
    }
    this.#sentAt[slot] = -1
    this.waiting -= 1
    this.answered += 1
    if (this.latencies.length < maxLatencies) this.latencies.push(now - sentAt)
  }

  result(now: number): RoundResult {
    const micros = (q: number): number => quantile(this.latencies, q) * 1000
    return {
      rate: this.answered / (now - this.startedAt) * 1000,
      p50: micros(0.5),
      p90: micros(0.9),
      p99: micros(0.99)
    }
  }
}

/** One program's connection. It is set up as an engine would; `ready` is done once something is installed. */
export class LoadGenerator {
  readonly #socket: Socket
  #rest = ""
  #running: Running | undefined
  #resolve: ((result: RoundResult) => void) | undefined
  #reject: ((error: Error) => void) | undefined
  #setReady: () => void = () => {}
  readonly ready: Promise<void> = new Promise((resolve) => (this.#setReady = resolve))

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on("data", (bytes) => this.#read(bytes.toString("latin1")))
    socket.on("error", () => {})
    socket.on("close", () => this.#fail(new Error("the program closed the connection")))
  }

  run(round: Round): Promise<RoundResult> {
    let seen = -1
    const watchdog = setInterval(() => {
      const { answered = 0, waiting = 0 } = this.#running ?? {}
      if (seen === answered) this.#fail(new Error(`${waiting} messages were not answered`))
      seen = answered
    }, stalled)
    return new Promise<RoundResult>((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
      this.#running = new Running(this.#socket, round)
      this.#running.send(round.window)
    }).finally(() => clearInterval(watchdog))
  }

  #fail(error: Error): void {
    this.#running = undefined
    this.#reject?.(error)
    this.#reject = this.#resolve = undefined
  }

  #read(text: string): void {
    const bytes = this.#rest + text
    const now = performance.now()
    let from = 0
    const before = this.#running?.answered ?? 0
    for (let to = bytes.indexOf("\n"); to >= 0; to = bytes.indexOf("\n", from)) {
      const line = bytes.slice(from, to)
      from = to + 1
      if (this.#running !== undefined && line.startsWith(answerPrefix)) {
        try {
          this.#running.take(line, now)
        } catch (error) {
          return this.#fail(error as Error)
        }
      } else if (line !== "") this.#setUp(line)
    }
    this.#rest = bytes.slice(from)
    const running = this.#running
    if (running === undefined || running.answered === before) return
    if (now < running.until) return running.send(running.answered - before)
    if (running.waiting > 0) return
    this.#running = undefined
    this.#resolve?.(running.result(now))
    this.#reject = this.#resolve = undefined
  }

  /** The engine's word to whatever a program asks before its first message. */
  #setUp(line: string): void {
    const [command = "", first = "", second = ""] = line.split(":")
    switch (command) {
      case "%%>setlocal":
        return this.#say(`%%<setlocal:${first}:${second === "" ? "10000" : second}:true`)
      case "%%>install":
        this.#say(`%%<install:${first === "" ? "100" : first}:${second}:true`)
        return this.#setReady()
      case "%%>watch":
        return this.#say(`%%<watch:${first}:true`)
      case "%%>quit":
        this.#say("%%<quit")
        this.#socket.end()
    }
  }

  #say(line: string): void {
    this.#socket.write(`${line}\n`)
  }
}
