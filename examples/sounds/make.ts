/**
 * Makes the sound files of the examples: for each key its two DTMF tones, 300 ms, as signed linear 16 bit, 8000 Hz mono
 * without a header (`.slin`, 16,000 bytes a second), which Yate plays as they are.
 *
 *     node examples/sounds/make.ts
 */
import { mkdirSync, writeFileSync } from "node:fs"

const rate = 8000
const millis = 300
const rows = [697, 770, 852, 941]
const columns = [1209, 1336, 1477]
const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "star", "0", "pound"]

const folder = new URL("digits/", import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [at, key] of keys.entries()) {
  const tones = [rows[Math.floor(at / 3)] ?? 0, columns[at % 3] ?? 0]
  const samples = Int16Array.from({ length: rate * millis / 1000 }, (_, n) => {
    // Faded in and out over 10 ms, so that it doesn't click.
    const edge = Math.min(1, n / 80, (rate * millis / 1000 - n) / 80)
    const sum = tones.reduce((level, hertz) => level + Math.sin(2 * Math.PI * hertz * n / rate), 0)
    return Math.round(8000 * edge * sum / 2)
  })
  writeFileSync(new URL(`${key}.slin`, folder), new Uint8Array(samples.buffer))
}
