/**
 * The yardstick: `node:net` that splits lines and answers a constant. No parsing, no runtime, no thought for what could
 * go wrong. It reads UTF-8, as the protocol's text is; with the argument `latin1` it reads bytes.
 */
import { connect } from "node:net"

const prefix = "%%>message:"
const socket = connect({ host: "127.0.0.1", port: Number(process.argv[2]), noDelay: true })
socket.setEncoding(process.argv[3] === "latin1" ? "latin1" : "utf8")
socket.on("connect", () => socket.write("%%>install:80:call.route\n"))
let rest = ""
socket.on("data", (text: string) => {
  const lines = (rest + text).split("\n")
  rest = lines.pop() ?? ""
  let answers = ""
  for (const line of lines) {
    if (!line.startsWith(prefix)) continue
    answers += `%%<message:${line.slice(prefix.length, line.indexOf(":", prefix.length))}:true::tone/dial\n`
  }
  if (answers !== "") socket.write(answers)
})
socket.on("close", () => process.exit(0))
process.on("SIGTERM", () => process.exit(0))
