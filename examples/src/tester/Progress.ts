/** How far a test is: a bar that is drawn over on a terminal, else a line now and then. */
import { Clock, Effect, Schedule, type Scope } from "effect"

/** What is shown. */
export interface Progress {
  readonly wanted: number
  started: number
  ended: number
  answered: number
}

const barWidth = 30

/** `[█████·····]  45/100   5 running   40 answered   12.3/s   5 s left` */
export const line = (progress: Progress, seconds: number): string => {
  const { answered, ended, started, wanted } = progress
  const filled = Math.round(barWidth * ended / Math.max(wanted, 1))
  const rate = ended / Math.max(seconds, 0.001)
  const left = ended === 0 || ended === wanted ? "" : `   ${Math.ceil((wanted - ended) / rate)} s left`
  return `[${"█".repeat(filled)}${"·".repeat(barWidth - filled)}] ${ended}/${wanted}   ${started - ended} running   ` +
    `${answered} answered   ${rate.toFixed(1)}/s${left}`
}

/** Where it is shown: a terminal or not. */
export interface Display {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

/** Shows it until the scope closes, and a last time then. */
export const show = (progress: Progress, display: Display): Effect.Effect<void, never, Scope.Scope> =>
  Effect.gen(function*() {
    const isTerminal = display.isTTY === true
    const start = yield* Clock.currentTimeMillis
    const draw = (end: string) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const text = line(progress, (now - start) / 1000)
        display.write(isTerminal ? `\r\u001b[2K${text}${end}` : `${text}\n`)
      })
    yield* Effect.addFinalizer(() => draw("\n"))
    yield* Effect.forkScoped(Effect.schedule(draw(""), Schedule.spaced(isTerminal ? "100 millis" : "5 seconds")))
  })
