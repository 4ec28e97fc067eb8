/**
 * Round trips through a real engine with as little as possible: `node:net`, a handler that answers at once, and a message
 * that is sent when an answer comes. With the argument `blank` it sends a blank line whenever what it has read ends
 * within a line, which takes the 40 ms of Nagle's algorithm off.
 */
import { connect, type Socket } from "node:net"
import { serve } from "../processes.ts"

export interface TripsRequest {
  readonly window: number
  readonly millis: number
}

const [, , host, port, name = "bench.trip", mode] = process.argv
const prefix = "%%>message:"
const own = "%%<message:trip."
const socket: Socket = connect({ host: host ?? "127.0.0.1", port: Number(port), noDelay: true })
const installed = Promise.withResolvers<void>()

let rest = ""
let onTrip = (): void => {}
socket.setEncoding("utf8")
socket.on("connect", () => socket.write(`%%>setlocal:reenter:true\n%%>install:80:${name}\n`))
socket.on("error", installed.reject)
socket.on("close", () => process.exit(0))
socket.on("data", (text: string) => {
  const lines = (rest + text).split("\n")
  rest = lines.pop() ?? ""
  let answers = rest !== "" && mode === "blank" ? "\n" : ""
  for (const line of lines) {
    if (line.startsWith(prefix)) {
      answers += `%%<message:${line.slice(prefix.length, line.indexOf(":", prefix.length))}:true::tone/dial\n`
    } else if (line.startsWith(own)) onTrip()
    else if (line.startsWith(`%%<install:80:${name}:true`)) installed.resolve()
  }
  if (answers !== "") socket.write(answers)
})

let sent = 0
const send = (): void => void socket.write(`%%>message:trip.${++sent}:0:${name}::called=ivr\n`)

/** So many messages on their way at a time; gives round trips a second. */
const trips = ({ millis, window }: TripsRequest): Promise<number> =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    let back = 0
    let waiting = window
    onTrip = () => {
      back += 1
      waiting -= 1
      const now = performance.now()
      if (now - startedAt < millis) {
        waiting += 1
        send()
      } else if (waiting === 0) resolve(back / (now - startedAt) * 1000)
    }
    for (let i = 0; i < window; i++) send()
  })

serve(async (request: TripsRequest): Promise<number> => {
  await installed.promise
  return trips(request)
})
