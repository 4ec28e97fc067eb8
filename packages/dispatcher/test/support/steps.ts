/** What a run of the explorer does, as data: made from a seed, printed when it fails, and made shorter then. */
import { Dice, type Habits } from "./interleaving.ts"

/** Names that are registered for. */
export type Name = "test.a" | "test.b"

/** Which messages a registration wants: those that have these parameters, and an even `count` if `even`. */
export interface Wanted {
  readonly where: { readonly id?: string; readonly leg?: string }
  readonly even: boolean
}

export type Kind =
  | "handle"
  | "onMessage"
  | "expectMessage"
  | "subscribe"
  | "autoreturn"
  | "onWatch"
  | "expectWatch"
  | "watch"
  | "decide"
  | "observe"

/** What whoever gets a message does with it. */
export type Plan = "ret" | "end" | "fail" | "die" | "pass" | "hold" | "never" | "twice" | "dispatch" | "slow"

export interface Params {
  readonly id: string
  readonly leg: string
  readonly count: number
}

export type Step =
  | {
    readonly do: "register"
    readonly key: number
    readonly kind: Kind
    readonly name: Name
    readonly wanted: Wanted
    readonly order: number
  }
  /** Interrupts a registration, and all that it has in hand. */
  | { readonly do: "leave"; readonly key: number }
  /** The event comes that a wait has as its `until`. */
  | { readonly do: "until"; readonly key: number }
  /** What was expected is awaited from now on. */
  | { readonly do: "await"; readonly key: number }
  | { readonly do: "message"; readonly key: number; readonly name: Name; readonly params: Params; readonly plan: Plan }
  | { readonly do: "watched"; readonly key: number; readonly name: Name; readonly params: Params }
  | { readonly do: "dispatch"; readonly key: number }
  | { readonly do: "forsake"; readonly key: number }
  /** The engine answers one of the messages that it was sent, once or twice. */
  | { readonly do: "answer"; readonly which: number; readonly times: number }
  | { readonly do: "enqueue"; readonly key: number }
  /** Those who hold a message answer it. */
  | { readonly do: "release" }
  | { readonly do: "cut" }
  /** The next dials are refused. */
  | { readonly do: "refuse"; readonly times: number }
  /** The engine reads nothing. */
  | { readonly do: "stall" }
  | { readonly do: "resume" }
  /** So many of the engine's lines reach the program, in one batch. */
  | { readonly do: "deliver"; readonly lines: number }
  | { readonly do: "run"; readonly tasks: number }
  | { readonly do: "sleep"; readonly millis: number; readonly stalled: boolean }
  /** Everything that can happen now happens, and is looked at. */
  | { readonly do: "settle" }

export interface Script {
  readonly seed: number
  readonly habits: Habits
  readonly steps: ReadonlyArray<Step>
  /** Whether the program ends in the middle of it all, or after everybody has left. */
  readonly isAbrupt: boolean
}

const ids = ["x", "y"] as const
const legs = ["1", "2"] as const
const kinds = [
  "handle",
  "handle",
  "onMessage",
  "onMessage",
  "expectMessage",
  "subscribe",
  "autoreturn",
  "onWatch",
  "expectWatch",
  "watch",
  "decide",
  "observe"
] as const satisfies ReadonlyArray<Kind>
const plans = [
  "ret",
  "ret",
  "slow",
  "end",
  "fail",
  "die",
  "pass",
  "pass",
  "hold",
  "never",
  "twice",
  "dispatch"
] as const satisfies ReadonlyArray<Plan>

/** How often each step comes, of a hundred. */
const weights: ReadonlyArray<readonly [Step["do"], number]> = [
  ["register", 14],
  ["leave", 6],
  ["until", 3],
  ["await", 3],
  ["message", 26],
  ["watched", 7],
  ["dispatch", 4],
  ["forsake", 2],
  ["answer", 5],
  ["enqueue", 3],
  ["release", 3],
  ["cut", 3],
  ["refuse", 1],
  ["stall", 1],
  ["resume", 2],
  ["deliver", 7],
  ["run", 5],
  ["sleep", 3],
  ["settle", 2]
]

const pickStep = (dice: Dice): Step["do"] => {
  let roll = dice.below(100)
  return weights.find(([, weight]) => (roll -= weight) < 0)?.[0] ?? "settle"
}

const makeStep = (dice: Dice, what: Step["do"], key: number, known: ReadonlyArray<number>): Step => {
  const name: Name = dice.chance(0.85) ? "test.a" : "test.b"
  const params = (): Params => ({ id: dice.pick(ids), leg: dice.pick(legs), count: dice.below(4) })
  const someone = (): number => known[dice.below(known.length)] ?? 0
  switch (what) {
    case "register": {
      const where = {
        ...(dice.chance(0.4) ? { id: dice.pick(ids) } : {}),
        ...(dice.chance(0.3) ? { leg: dice.pick(legs) } : {})
      }
      const wanted = { where, even: dice.chance(0.2) }
      return { do: what, key, kind: dice.pick(kinds), name, wanted, order: dice.below(3) - 1 }
    }
    case "message":
      return { do: what, key, name, params: params(), plan: dice.pick(plans) }
    case "watched":
      return { do: what, key, name, params: params() }
    case "leave":
    case "until":
    case "await":
    case "forsake":
      return { do: what, key: someone() }
    case "dispatch":
    case "enqueue":
      return { do: what, key }
    case "answer":
      return { do: what, which: dice.below(3), times: dice.chance(0.2) ? 2 : 1 }
    case "refuse":
      return { do: what, times: 1 + dice.below(2) }
    case "deliver":
      return { do: what, lines: 1 + dice.below(4) }
    case "run":
      return { do: what, tasks: 1 + dice.below(6) }
    case "sleep":
      return { do: what, millis: dice.pick([1, 250, 300, 5000, 8000]), stalled: dice.chance(0.5) }
    default:
      return { do: what }
  }
}

const registered = new Set<Step["do"]>(["register", "dispatch"])

/** The same script for the same seed, always. */
export const makeScript = (seed: number): Script => {
  const dice = new Dice(seed)
  const habits = { pause: dice.pick([0, 0.02, 0.1, 0.3]), disorder: dice.pick([0, 0.2, 1]) }
  const steps: Array<Step> = []
  const known: Array<number> = []
  // Most programs have registered before the first message comes.
  const settleAt = dice.chance(0.85) ? 2 + dice.below(4) : -1
  const length = 12 + dice.below(24)
  for (let key = 1; key <= length; key++) {
    if (key === settleAt) steps.push({ do: "settle" })
    const step = makeStep(dice, key < settleAt ? "register" : pickStep(dice), key, known)
    if (registered.has(step.do)) known.push(key)
    steps.push(step)
  }
  return { seed, habits, steps, isAbrupt: dice.chance(0.4) }
}

const show = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? `{${Object.entries(value).map(([name, part]) => `${name}: ${show(part)}`).join(", ")}}`
    : String(value)

/** The steps, one a line. */
export const describe = ({ habits, isAbrupt, seed, steps }: Script): string =>
  [
    `seed ${seed}: ${show(habits)}, ${isAbrupt ? "ends in the middle of it all" : "ends after everybody has left"}`,
    ...steps.map(({ do: what, ...rest }) => `  ${what} ${Object.values(rest).map(show).join(" ")}`)
  ].join("\n")

/**
 * Leaves out what isn't needed for a script to fail: halves first, then quarters, down to single steps; as long as it
 * gets shorter, and for at most so many tries.
 */
export const shrink = (script: Script, fails: (script: Script) => boolean, maxTries = 2000): Script => {
  let best = script
  let tries = 0
  for (let size = Math.ceil(script.steps.length / 2); size >= 1;) {
    let isShorter = false
    for (let at = 0; at < best.steps.length && tries < maxTries;) {
      const shorter = { ...best, steps: [...best.steps.slice(0, at), ...best.steps.slice(at + size)] }
      tries += 1
      if (fails(shorter)) {
        best = shorter
        isShorter = true
      } else at += size
    }
    if (size === 1 && !isShorter || tries >= maxTries) break
    size = isShorter && size === 1 ? 1 : Math.floor(size / 2) || 1
  }
  return best
}
