/** Makes new inputs of those that are there: byte strings that nearly are lines of the protocol. */
import type { Dice } from "./dice.ts"

/** What means something to the protocol, to UTF-8, or to a program that reads either. */
const tokens = [
  ":",
  "::",
  "%",
  "%%",
  "%z",
  "%Z",
  "%}",
  "%J",
  "%@",
  "=",
  "\n",
  "\r\n",
  "\0",
  " ",
  "true",
  "false",
  "0",
  "-1",
  "0x10",
  "010",
  "4294967295",
  "4294967296",
  "-2147483648",
  "99999999999999999999",
  "1e9",
  "NaN",
  "%%>",
  "%%<",
  "%%>message:",
  "%%<message:",
  "%%>install:",
  "%%<install:",
  "%%>uninstall:",
  "%%<uninstall:",
  "%%>watch:",
  "%%<watch:",
  "%%>unwatch:",
  "%%<unwatch:",
  "%%>setlocal:",
  "%%<setlocal:",
  "%%>connect:",
  "%%>output:",
  "%%>debug:",
  "%%>quit",
  "%%<quit",
  "Error in: ",
  ":__proto__=x",
  ":constructor=x",
  ":toString",
  ":id=",
  "\xc3\xa9",
  "\xc3",
  "\xa9",
  "\xed\xa0\x80",
  "\xf0\x9f\x98\x80",
  "\xff\xfe",
  "\xef\xbb\xbf",
  "\xe2\x80\xa8"
]

const randomBytes = (dice: Dice, length: number): string =>
  Array.from({ length }, () => String.fromCharCode(dice.below(256))).join("")

/** One change somewhere. */
const change = (dice: Dice, input: string, others: ReadonlyArray<string>): string => {
  const at = dice.below(input.length + 1)
  const [head, tail] = [input.slice(0, at), input.slice(at)]
  switch (dice.below(9)) {
    case 0:
      return head + randomBytes(dice, 1 + dice.small(4)) + tail
    case 1:
      return head + randomBytes(dice, 1) + tail.slice(1)
    case 2:
      return head + tail.slice(1 + dice.small(16))
    case 3:
    case 4:
      return head + dice.pick(tokens) + tail
    case 5:
      return head + dice.pick(tokens) + tail.slice(1 + dice.small(4))
    case 6: {
      const other = dice.pick(others)
      return head + other.slice(dice.below(other.length + 1))
    }
    case 7: {
      const piece = tail.slice(0, 1 + dice.small(32))
      return head + piece.repeat(1 + dice.small(dice.once(50) ? 300 : 4)) + tail
    }
    default: {
      // A piece between two colons, doubled, lost or moved.
      const pieces = input.split(":")
      const [taken = ""] = pieces.splice(dice.below(pieces.length), dice.below(2))
      pieces.splice(dice.below(pieces.length + 1), 0, ...Array.from({ length: dice.below(3) }, () => taken))
      return pieces.join(":")
    }
  }
}

/** An input made of one of `others` by a few changes. At most `limit` bytes. */
export const mutate = (dice: Dice, others: ReadonlyArray<string>, limit: number): string => {
  let input = dice.once(20) ? "" : dice.pick(others)
  for (let left = 1 + dice.small(6); left > 0; left--) input = change(dice, input, others)
  return input.slice(0, limit)
}

/** Makes an input smaller as long as it still fails: what is left is what matters. */
export const minimise = (input: string, fails: (input: string) => boolean): string => {
  let smallest = input
  for (let size = Math.ceil(input.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length;) {
      const shorter = smallest.slice(0, at) + smallest.slice(at + size)
      if (fails(shorter)) smallest = shorter
      else at += size
    }
  }
  return smallest
}
