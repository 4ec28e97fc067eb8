/** A TCP proxy between a program and an engine that does to their bytes whatever a network can do. */
import { Effect, type Scope } from "effect"
import * as Net from "node:net"

export interface Proxy {
  readonly port: number
  /** How many connections were made through it. */
  readonly connections: () => number
  /** Both sides lose the connection, without a goodbye. */
  readonly cut: Effect.Effect<void>
  /** Cuts as soon as so many more bytes of the engine's have been passed on. */
  readonly cutAfter: (bytes: number) => Effect.Effect<void>
  /** The program is told that nothing more comes; what it says still passes. */
  readonly halfClose: Effect.Effect<void>
  /** The connections that there are carry nothing any more, and stay. New ones do. */
  readonly freeze: Effect.Effect<void>
  /** Cuts those that are frozen. */
  readonly endFrozen: Effect.Effect<void>
  /** Passes each byte by itself, or not any more. */
  readonly trickle: (isOn: boolean) => Effect.Effect<void>
}

interface Pair {
  readonly program: Net.Socket
  readonly engine: Net.Socket
  isFrozen: boolean
}

/** Passes on to the engine at a port, until the scope closes. */
export const make = (enginePort: () => number): Effect.Effect<Proxy, never, Scope.Scope> =>
  Effect.gen(function*() {
    const pairs = new Set<Pair>()
    let connections = 0
    let isTrickling = false
    let left = Number.POSITIVE_INFINITY

    const end = (pair: Pair): void => {
      pairs.delete(pair)
      pair.program.resetAndDestroy()
      pair.engine.resetAndDestroy()
    }
    const pass = (to: Net.Socket, bytes: Buffer): void => {
      if (!isTrickling) to.write(bytes)
      else for (let at = 0; at < bytes.length; at++) to.write(bytes.subarray(at, at + 1))
    }
    const server = Net.createServer({ noDelay: true }, (program) => {
      connections += 1
      const engine = Net.connect({ port: enginePort(), host: "127.0.0.1", noDelay: true })
      const pair: Pair = { program, engine, isFrozen: false }
      pairs.add(pair)
      for (const socket of [program, engine]) {
        socket.on("error", () => {})
        socket.on("close", () => {
          if (!pair.isFrozen) end(pair)
        })
      }
      program.on("data", (bytes) => {
        if (!pair.isFrozen) pass(engine, bytes)
      })
      engine.on("data", (bytes) => {
        if (pair.isFrozen) return
        pass(program, bytes.subarray(0, left))
        left -= bytes.length
        if (left > 0) return
        left = Number.POSITIVE_INFINITY
        // What was passed on goes out first.
        program.end(() => end(pair))
      })
    })
    yield* Effect.acquireRelease(
      Effect.callback<void>((resume) => void server.listen({ port: 0, host: "127.0.0.1" }, () => resume(Effect.void))),
      () =>
        Effect.callback<void>((resume) => {
          for (const pair of pairs) end(pair)
          server.close(() => resume(Effect.void))
        })
    )
    const address = server.address()
    return {
      port: typeof address === "object" && address !== null ? address.port : 0,
      connections: () => connections,
      cut: Effect.sync(() => {
        for (const pair of pairs) end(pair)
      }),
      cutAfter: (bytes) => Effect.sync(() => left = bytes),
      halfClose: Effect.sync(() => {
        for (const { program } of pairs) program.end()
      }),
      freeze: Effect.sync(() => {
        for (const pair of pairs) pair.isFrozen = true
      }),
      endFrozen: Effect.sync(() => {
        for (const pair of pairs) if (pair.isFrozen) end(pair)
      }),
      trickle: (isOn) => Effect.sync(() => isTrickling = isOn)
    }
  })
