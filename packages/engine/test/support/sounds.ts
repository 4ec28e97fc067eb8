/** A folder with the sounds that the tests play; removed when the test file is done. */
import { afterAll } from "vitest"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"

/** Signed linear, 16 bit, 8 kHz: 16 bytes a millisecond. */
const linear = (milliseconds: number): Uint8Array => new Uint8Array(milliseconds * 16)

export const writeSounds = (): string => {
  const folder = Fs.realpathSync(Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-engine-")))
  Fs.writeFileSync(Path.join(folder, "beep.slin"), linear(300))
  afterAll(() => Fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}
