/**
 * Makes the spoken sounds of the examples, in `en/`: what the English voice says, and the prompts of `prompts.json`. Mu-law,
 * 8000 Hz mono without a header (`.mulaw`, 8000 bytes a second), which Yate plays as it is. It needs the programs
 * `espeak-ng` and `sox`; the sounds are kept in the repository, so that nobody else does.
 *
 *     node examples/sounds/speak.ts [NAME…]
 *
 * With names, it makes those alone.
 */
import { englishVoice } from "@yatefx/calls"
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"

const prompts: Record<string, string> = JSON.parse(readFileSync(new URL("prompts.json", import.meta.url), "utf8"))
const wanted = process.argv.slice(2)

const run = (program: string, args: ReadonlyArray<string>, input?: Uint8Array): Uint8Array => {
  const { error, status, stderr, stdout } = spawnSync(program, args, { input, maxBuffer: 64 * 1024 * 1024 })
  if (error !== undefined) throw new Error(`${program} is needed: ${error.message}`)
  if (status !== 0) throw new Error(`${program}: ${String(stderr)}`)
  return stdout
}

const all = [...englishVoice.sounds.map(({ name, words }) => [name, words] as const), ...Object.entries(prompts)]
for (const [name, words] of all) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const file = fileURLToPath(new URL(`en/${name}.mulaw`, import.meta.url))
  mkdirSync(dirname(file), { recursive: true })
  const speech = run("espeak-ng", ["-v", "en-gb", "-s", "150", "--stdout", words])
  // Without the silence around it, and no louder than the telephone takes.
  const shape = ["-r", "8000", "-c", "1", "-t", "raw", "-e", "mu-law", "-b", "8", file]
  const trim = ["silence", "1", "0.02", "0.5%", "reverse", "silence", "1", "0.02", "0.5%", "reverse"]
  run("sox", ["-q", "-t", "wav", "-", ...shape, "rate", "8000", ...trim, "norm", "-6", "pad", "0.02", "0.08"], speech)
  console.log(name)
}

if (wanted.length === 0) {
  // The tone after which is spoken.
  const beep = fileURLToPath(new URL("en/vm/beep.mulaw", import.meta.url))
  run("sox", [
    "-n",
    "-r",
    "8000",
    "-c",
    "1",
    "-t",
    "raw",
    "-e",
    "mu-law",
    "-b",
    "8",
    beep,
    "synth",
    "0.25",
    "sine",
    "1000",
    "gain",
    "-9",
    "fade",
    "0.01",
    "0.25",
    "0.01"
  ])

  // Music on hold: a slow arpeggio over four chords, plucked.
  const music = fileURLToPath(new URL("music.mulaw", import.meta.url))
  const chords = [["C4", "E4", "G4", "C5"], ["A3", "C4", "E4", "A4"], ["F3", "A3", "C4", "F4"], [
    "G3",
    "B3",
    "D4",
    "G4"
  ]]
  const notes = chords.flatMap((chord) => [0, 1, 2, 3, 2, 1].map((at) => chord[at] ?? "C4"))
  const plucked = notes.flatMap((note) => ["synth", "0.5", "pluck", note, "fade", "0.005", "0.5", "0.05", ":"]).slice(
    0,
    -1
  )
  run("sox", ["-n", "-r", "8000", "-c", "1", "-t", "raw", "-e", "mu-law", "-b", "8", music, ...plucked])
}
