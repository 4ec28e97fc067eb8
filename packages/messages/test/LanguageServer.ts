/** TypeScript's language server, as an editor talks to it: what it shows of a file that is only in memory. */
import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"
import { pathToFileURL } from "node:url"

interface Reply {
  readonly id?: number
  readonly method?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** One server, with one file open. End it with `close`. */
export class LanguageServer {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (reply: Reply) => void>()
  readonly #uri: string
  readonly #text: string
  #buffer = Buffer.alloc(0)
  #count = 0

  constructor(folder: string, file: string, text: string) {
    const root = join(import.meta.dirname, "../../..")
    this.#uri = pathToFileURL(join(folder, file)).href
    this.#text = text
    this.#child = spawn(join(root, "node_modules/.bin/tsc"), ["--lsp", "--stdio"], {
      stdio: ["pipe", "pipe", "ignore"]
    })
    this.#child.stdout?.on("data", (data: Buffer) => this.#read(data))
  }

  #read(data: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, data])
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n")
      if (end < 0) return
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString("latin1", 0, end))?.[1])
      if (this.#buffer.length < end + 4 + length) return
      const reply: Reply = JSON.parse(this.#buffer.toString("utf8", end + 4, end + 4 + length))
      this.#buffer = this.#buffer.subarray(end + 4 + length)
      if (reply.id === undefined) continue
      // The server asks for settings and the like: there are none.
      if (reply.method !== undefined) this.#write({ id: reply.id, result: null })
      else this.#waiting.get(reply.id)?.(reply)
    }
  }

  #write(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message })
    this.#child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  request(method: string, params: object): Promise<unknown> {
    const id = ++this.#count
    return new Promise((resolve, reject) => {
      this.#waiting.set(
        id,
        ({ error, result }) => error === undefined ? resolve(result) : reject(new Error(`${method}: ${error.message}`))
      )
      this.#write({ id, method, params })
    })
  }

  async open(): Promise<void> {
    await this.request("initialize", { processId: process.pid, rootUri: null, capabilities: {} })
    this.#write({ method: "initialized", params: {} })
    this.#write({
      method: "textDocument/didOpen",
      params: { textDocument: { uri: this.#uri, languageId: "typescript", version: 1, text: this.#text } }
    })
  }

  /** Where a marker's last character stands. */
  #at(marker: string): object {
    const offset = this.#text.indexOf(marker) + marker.length - 1
    const before = this.#text.slice(0, offset).split("\n")
    return {
      textDocument: { uri: this.#uri },
      position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
    }
  }

  /** What an editor shows over the end of the marked text. */
  async hover(marker: string): Promise<string> {
    const hover = await this.request("textDocument/hover", this.#at(marker)) as { contents: { value: string } } | null
    return hover?.contents.value ?? ""
  }

  /** What an editor offers after the marked text. */
  async completions(marker: string): Promise<ReadonlyArray<string>> {
    const at = this.#at(marker) as { position: { line: number; character: number } }
    const position = { ...at.position, character: at.position.character + 1 }
    const list = await this.request("textDocument/completion", { ...at, position }) as {
      items: ReadonlyArray<{ label: string }>
    } | null
    return list?.items.map(({ label }) => label) ?? []
  }

  /** What is wrong in the file. */
  async problems(): Promise<ReadonlyArray<string>> {
    const report = await this.request("textDocument/diagnostic", { textDocument: { uri: this.#uri } }) as {
      items: ReadonlyArray<{ message: string }>
    }
    return report.items.map(({ message }) => message)
  }

  close(): void {
    this.#child.kill()
  }
}
