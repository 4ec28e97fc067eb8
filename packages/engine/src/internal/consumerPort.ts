/**
 * Where an endpoint takes media: from its peer, or from what `override` and `replace` of chan.attach set before it (CHANNELS.md §7).
 *
 * `replace` takes the peer's place for good; `override` is heard over it, and the peer again once it has ended.
 */
import type { Consumer, Source } from "./endpoint.ts"

export class ConsumerPort implements Consumer {
  readonly consumer: Consumer
  /** What plays: the peer's source, or its replacement. */
  #line: Source | undefined
  #replacement: Source | undefined
  #override: { readonly source: Source; readonly consumer: Consumer } | undefined
  #isOverridden = false

  constructor(consumer: Consumer) {
    this.consumer = consumer
  }

  get isReplaced(): boolean {
    return this.#replacement !== undefined
  }

  started(source: Source): void {
    this.#line = source
    if (!this.#isOverridden) this.consumer.started(source)
  }

  stopped(source: Source, how: "eof" | "cut"): void {
    if (this.#line !== source) return
    this.#line = undefined
    if (!this.#isOverridden) this.consumer.stopped(source, how)
  }

  changing(): void {
    this.consumer.changing?.()
  }

  /** `startReplacement` follows, once the peer's source is gone. */
  replace(source: Source | undefined): void {
    const before = this.#replacement
    this.#replacement = source
    before?.disconnect(this)
    before?.drop()
  }

  startReplacement(): void {
    this.#replacement?.connect(this)
  }

  override(source: Source | undefined): void {
    const before = this.#override
    this.#override = undefined
    before?.source.disconnect(before.consumer)
    before?.source.drop()
    if (source === undefined) return
    const consumer: Consumer = {
      started: () => {
        this.#isOverridden = true
        if (this.#line !== undefined) this.consumer.stopped(this.#line, "cut")
        this.consumer.started(source)
      },
      stopped: (_, how) => {
        this.#isOverridden = false
        this.consumer.stopped(source, how)
        if (this.#line !== undefined) this.consumer.started(this.#line)
      },
      changing: () => this.consumer.changing?.()
    }
    this.#override = { source, consumer }
    source.connect(consumer)
  }

  drop(): void {
    this.replace(undefined)
    this.override(undefined)
    this.consumer.removed?.()
  }
}
