/** Programs under load: the generator, and those it runs rounds with, each a process of its own. */
import type { Round, RoundResult } from "./LoadGenerator.ts"
import { type Program, type ProgramOptions, startProgram } from "./processes.ts"

/** A program that connects to the port given to it, and answers `call.route`. */
export interface Subject extends ProgramOptions {
  readonly label: string
  /** A module of this folder, or the command's first argument. */
  readonly module: string
  readonly answer: Round["answer"]
  /** Somebody else's: the suite goes on without it if it fails. */
  readonly isPeer: boolean
}

export class Load {
  readonly #generator: Program
  readonly #port: number
  readonly #programs: Array<Program> = []
  readonly #connections = new Map<Subject, number>()

  private constructor(generator: Program, port: number) {
    this.#generator = generator
    this.#port = port
  }

  static async start(): Promise<Load> {
    const generator = startProgram("load generator", "loadGenerator.child.ts")
    return new Load(generator, await generator.ask<number>("listen"))
  }

  /** Starts a program, and waits until it has installed what it handles. */
  async add(subject: Subject): Promise<void> {
    const args = [...(subject.command === undefined ? [] : subject.args ?? []), String(this.#port)]
    const program = startProgram(subject.label, subject.module, {
      ...subject,
      args: subject.command === undefined ? [...args, ...subject.args ?? []] : args
    })
    this.#programs.push(program)
    const connected = this.#generator.hear<{ readonly connection: number }>()
    // One that ends before it connects says why.
    const ended = program.hear<never>()
    ended.catch(() => {})
    const { connection } = await Promise.race([connected, ended])
    this.#connections.set(subject, connection)
  }

  run(subject: Subject, round: Omit<Round, "answer">): Promise<RoundResult> {
    const connection = this.#connections.get(subject)
    return this.#generator.ask({ connection, round: { ...round, answer: subject.answer } })
  }

  async stop(): Promise<void> {
    await Promise.all(this.#programs.map((program) => program.stop()))
    await this.#generator.stop()
  }
}
