/**
 * What a program that reads ten parameters costs by hand: `node:net`, lines and parameters split, the engine's escapes
 * undone, numbers and a boolean made of text. No check of anything, no runtime.
 */
import { connect } from "node:net"
import { tenOf } from "../messages.ts"

const prefix = "%%>message:"

const unescape = (text: string): string =>
  text.includes("%")
    ? text.replaceAll(/%(.)/g, (_, code: string) => code === "%" ? "%" : String.fromCharCode(code.charCodeAt(0) - 64))
    : text

const answer = (line: string): string => {
  const [, id = "", , , , ...pieces] = line.split(":")
  const params = new Map<string, string>()
  for (const piece of pieces) {
    const equals = piece.indexOf("=")
    const name = piece.slice(0, equals)
    // The first of a name counts.
    if (!params.has(name)) params.set(name, piece.slice(equals + 1))
  }
  const text = (name: string): string => unescape(params.get(name) ?? "")
  const value = tenOf({
    id: text("id"),
    status: text("status"),
    answered: text("answered") === "true",
    direction: text("direction"),
    caller: text("caller"),
    called: text("called"),
    antiloop: Number(text("antiloop")),
    ip_host: text("ip_host"),
    ip_port: Number(text("ip_port")),
    rtp_port: Number(text("rtp_port"))
  })
  return `%%<message:${id}:true::${value}\n`
}

const socket = connect({ host: "127.0.0.1", port: Number(process.argv[2]), noDelay: true })
socket.setEncoding("utf8")
socket.on("connect", () => socket.write("%%>install:80:call.route\n"))
let rest = ""
socket.on("data", (text: string) => {
  const lines = (rest + text).split("\n")
  rest = lines.pop() ?? ""
  let answers = ""
  for (const line of lines) if (line.startsWith(prefix)) answers += answer(line)
  if (answers !== "") socket.write(answers)
})
socket.on("close", () => process.exit(0))
process.on("SIGTERM", () => process.exit(0))
