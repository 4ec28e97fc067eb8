/**
 * What tones are made of: which frequencies, for how long (Yate's own tables, tonegen.cpp).
 */

/** A piece of a tone. */
export interface Beat {
  readonly milliseconds: number
  /** In Hz, sounding together; none for silence. */
  readonly frequencies: ReadonlyArray<number>
}

export type Cadence = ReadonlyArray<Beat>

const beat = (milliseconds: number, ...frequencies: ReadonlyArray<number>): Beat => ({ milliseconds, frequencies })

const tone = 8000 / 19

/** The tones that go on for ever, as a source. What is not made of whole frequencies (`noise`, a modulated probe) is silence here. */
const tones: ReadonlyMap<string, Cadence> = new Map([
  ["dial", [beat(1000, tone)]],
  ["busy", [beat(500, tone), beat(500)]],
  ["ring", [beat(1000, tone), beat(4000)]],
  ["specdial", [beat(950, tone), beat(50)]],
  ["congestion", [beat(250, tone), beat(250)]],
  ["outoforder", [...[1, 2, 3].flatMap(() => [beat(100, tone), beat(100)]), beat(200, tone), beat(200)]],
  ["info", [beat(330, 16000 / 17), beat(30), beat(330, 16000 / 11), beat(30), beat(330, 16000 / 9), beat(1000)]],
  ["milliwatt", [beat(1000, 1000)]],
  ["silence", [beat(1000)]],
  ["noise", [beat(1000)]],
  ["probe/0", [beat(1000, 2000, 125)]],
  ["probe/1", [beat(1000)]],
  ["probe/2", [beat(1000)]],
  ["cotv", [beat(1000, 2010)]],
  ["cots", [beat(1000, 1780)]]
])

const keys: ReadonlyMap<string, readonly [number, number]> = new Map(
  ["123a", "456b", "789c", "*0#d"].flatMap((row, line) =>
    [...row].map((key, column) =>
      [
        key,
        [[1209, 1336, 1477, 1633][column] ?? 0, [697, 770, 852, 941][line] ?? 0]
      ] as const
    )
  )
)

/** Keys, each with a pause of 40 ms before it and one after the last; an unknown key is silent. */
const keyTones = (text: string): Cadence => [
  ...[...text].flatMap((key) => [beat(40), beat(120, ...keys.get(key) ?? [])]),
  beat(40)
]

const callWaiting: Cadence = [beat(20), beat(100, tone), beat(100), beat(100, tone), beat(20)]

/** No DTMF string needs more; one as long as a line allows would be hours of sound and megabytes of beats. */
const maxKeys = 1000

const single = (text: string): Cadence | undefined => {
  const [, first, second, length] = /^(\d{1,5})(?:\+(\d{1,5}))?(?:\/(\d{1,6}))?$/.exec(text) ?? []
  if (first === undefined || Number(second) === 0) return undefined
  const frequencies = [first, second].filter((part) => part !== undefined).map(Number).filter((part) => part > 0)
  // Whole blocks of 20 ms.
  return [beat(Math.ceil((Number(length) || 1000) / 20) * 20, ...frequencies)]
}

/** A tone for `source`, and for a channel of its own. */
export const toneNamed = (name: string): Cadence | undefined => tones.get(name.trim().toLowerCase())

/** A tone for `override` and `replace`, which is heard once; with `*` before its name, until it is taken off. */
export const temporaryTone = (
  name: string
): { readonly cadence: Cadence; readonly repeats: boolean } | undefined => {
  const repeats = name.startsWith("*")
  const text = (repeats ? name.slice(1) : name).trim()
  const lower = text.toLowerCase()
  const cadence = toneNamed(lower) ??
    (lower === "callwaiting" ? callWaiting : undefined) ??
    (/^dtmf\/[0-9*#a-d]$/.test(lower) ? keyTones(lower.slice("dtmf/".length)) : undefined) ??
    (/^dtmfstr\/./.test(lower) ? keyTones(lower.slice("dtmfstr/".length, "dtmfstr/".length + maxKeys)) : undefined) ??
    single(text)
  return cadence === undefined ? undefined : { cadence, repeats }
}
