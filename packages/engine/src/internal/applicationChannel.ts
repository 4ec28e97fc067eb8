/**
 * The channel of an application that connected in the channel role (`connect-channel.txt`). It is made by the application's first
 * call.execute, is no driver's, and says nothing of itself but, if asked to, that it was disconnected.
 */
import { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"
import { Endpoint } from "./endpoint.ts"

export class ApplicationChannel extends Endpoint {
  readonly #address: string
  readonly #onGone: () => void
  tellsDisconnected = false

  constructor(core: Core, options: { readonly address: string; readonly onGone: () => void }) {
    super(core, "ExtModule")
    this.#address = options.address
    this.#onGone = options.onGone
  }

  protected override connected(): void {}

  protected override disconnected(reason: string | undefined): void {
    if (!this.tellsDisconnected || this.core.exiting) return
    const message = new EngineMessage("chan.disconnected", [
      ["id", this.id],
      ["module", "external"],
      ["address", this.#address]
    ])
    if (reason !== undefined) message.add("reason", reason)
    message.endpoint = this
    this.core.enqueue(message)
  }

  /** Nobody is connected to it any more: its application goes as well. */
  protected override destroyed(): void {
    this.#onGone()
  }
}
