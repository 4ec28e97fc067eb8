/** A folder with the sounds that the tests play; removed when the test file is done. */
import * as ChildProcess from "node:child_process"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { afterAll } from "vitest"

/** An `.au` file: 24 bytes of header and a text, then a second of sound. */
const au = (
  options: { readonly form: number; readonly rate: number; readonly channels: number; readonly bytes: number }
) => {
  const file = new DataView(new ArrayBuffer(32 + options.bytes))
  const header = [0x2e736e64, 32, options.bytes, options.form, options.rate, options.channels]
  header.forEach((value, index) => file.setUint32(index * 4, value))
  return new Uint8Array(file.buffer)
}

export const writeSounds = (): string => {
  const folder = Fs.realpathSync(Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-engine-")))
  const write = (name: string, bytes: Uint8Array): void => Fs.writeFileSync(Path.join(folder, name), bytes)
  // 0.3 s, as the transcripts' file.
  write("beep.slin", new Uint8Array(4800))
  write("long.slin", new Uint8Array(160_000))
  write("empty.slin", new Uint8Array(0))
  write("odd.slin", new Uint8Array(330))
  write("beep.mulaw", new Uint8Array(2400))
  write("beep.alaw", new Uint8Array(2400))
  write("beep.gsm", new Uint8Array(495))
  write("beep.wav", new Uint8Array(4800))
  write("mulaw.au", au({ form: 1, rate: 8000, channels: 1, bytes: 8000 }))
  write("stereo.au", au({ form: 3, rate: 16000, channels: 2, bytes: 64_000 }))
  write("liar.au", au({ form: 3, rate: 0xffffffff, channels: 0xffffffff, bytes: 16_000 - 32 }))
  write("short.au", new Uint8Array([0x2e, 0x73]))
  Fs.mkdirSync(Path.join(folder, "inner"))
  write("inner/beep.slin", new Uint8Array(1600))
  // Beside the folder, with a name that starts with its name.
  const outside = `${folder}-outside`
  Fs.mkdirSync(outside)
  Fs.writeFileSync(Path.join(outside, "x.slin"), new Uint8Array(4800))
  Fs.symlinkSync(outside, Path.join(folder, "inner/out"))
  Fs.symlinkSync(Path.join(folder, "beep.slin"), Path.join(folder, "inner/escape.slin"))
  ChildProcess.execFileSync("mkfifo", [Path.join(folder, "pipe.slin")])
  Fs.symlinkSync("/dev/zero", Path.join(folder, "device.slin"))
  afterAll(() => {
    for (const path of [folder, outside]) Fs.rmSync(path, { recursive: true, force: true })
  })
  return folder
}
