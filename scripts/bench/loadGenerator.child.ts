/** The load generator as a process: listens, takes the programs as they connect, and runs rounds with them. */
import { createServer } from "node:net"
import { LoadGenerator, type Round, type RoundResult } from "./LoadGenerator.ts"
import { serve } from "./processes.ts"

const connections: Array<LoadGenerator> = []

const server = createServer((socket) => {
  const connection = new LoadGenerator(socket)
  const number = connections.push(connection) - 1
  void connection.ready.then(() => process.send?.({ connection: number }))
})

const listening = new Promise<number>((resolve, reject) => {
  server.on("error", reject)
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    resolve(typeof address === "object" && address !== null ? address.port : 0)
  })
})

serve(
  async (request: "listen" | { readonly connection: number; readonly round: Round }): Promise<number | RoundResult> => {
    if (request === "listen") return listening
    const connection = connections[request.connection]
    if (connection === undefined) throw new Error(`there is no connection ${request.connection}`)
    return connection.run(request.round)
  }
)
