/**
 * A transport without an engine: the test itself is the peer, and says and hears every line by hand. In process, with
 * no time and no sockets of its own; `ScriptedTransport` drives it from a list of steps.
 *
 * @since 0.1.0
 */
import type * as Arr from "effect/Array"
import type * as Cause from "effect/Cause"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import * as Scope from "effect/Scope"
import type { Link } from "./Transport.ts"
import { Transport } from "./Transport.ts"
import { InputEnded, LinkLost, TransportError, Unreachable } from "./TransportError.ts"

/**
 * The link that the peer wants to speak or listen on has ended, and all that the program wrote was heard.
 *
 * @category errors
 * @since 0.1.0
 */
export class PeerLinkEnded extends Data.TaggedError("PeerLinkEnded")<{}> {
  override get message(): string {
    return "the link has ended: accept the program's next dial"
  }
}

/**
 * The peer's end of one link.
 *
 * @category models
 * @since 0.1.0
 */
export interface PeerLink {
  /** Takes the next line that the program wrote; waits for it. What came before the end can still be heard after it. */
  readonly heard: Effect.Effect<string, PeerLinkEnded>
  /** Says lines, as one batch. Suspends while `capacity` batches wait to be pulled. */
  readonly say: (...lines: Arr.NonEmptyReadonlyArray<string>) => Effect.Effect<void, PeerLinkEnded>
  /** Ends the link after what was said was pulled. The program sees `LinkLost`. */
  readonly hangUp: Effect.Effect<void>
  /** Cuts the link: what was said and not yet pulled is lost. The program sees `LinkLost`. */
  readonly cut: (cause?: unknown) => Effect.Effect<void>
  /** As `hangUp`, but the program sees `InputEnded`: the engine closed a script's input. */
  readonly endInput: Effect.Effect<void>
  /** Waits until the link has ended, whoever ended it. */
  readonly ended: Effect.Effect<void>
}

/**
 * A peer, and the transport that dials it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Peer {
  readonly transport: Transport["Service"]
  readonly layer: Layer.Layer<Transport>
  /** Waits for the program's next dial and accepts it. Dials wait their turn. */
  readonly accept: Effect.Effect<PeerLink>
  /** Waits for the program's next dial and refuses it. */
  readonly refuse: (advice?: string) => Effect.Effect<void>
}

interface Dial {
  readonly answer: Deferred.Deferred<Link, TransportError>
  readonly scope: Scope.Scope
}

const makeLink = Effect.fnUntraced(function*(address: string, capacity: number, scope: Scope.Scope) {
  const inbox = yield* Queue.bounded<Arr.NonEmptyReadonlyArray<string>, TransportError>(capacity)
  const outbox = yield* Queue.bounded<string, Cause.Done>(capacity)
  const gone = yield* Deferred.make<never, TransportError>()
  const endWith = (reason: TransportError["reason"]) =>
    Effect.suspend(() => {
      const error = new TransportError({ address, reason })
      return Effect.andThen(
        Deferred.fail(gone, error),
        Effect.andThen(Queue.fail(inbox, error), Queue.end(outbox))
      )
    })
  const lost = (cause: string) => new LinkLost({ cause: new Error(cause) })
  // A queue that has failed keeps its error when it is shut down, and drops what waits in it.
  const cutWith = (reason: TransportError["reason"]) => Effect.andThen(endWith(reason), Queue.shutdown(inbox))
  yield* Scope.addFinalizer(scope, cutWith(lost("its scope is closed")))

  const link: Link = {
    pull: Queue.take(inbox),
    write: (lines) =>
      Effect.flatMap(Deferred.isDone(gone), (isGone) =>
        isGone
          ? Deferred.await(gone)
          : Effect.raceFirst(Effect.asVoid(Queue.offerAll(outbox, lines)), Deferred.await(gone)))
  }
  const peerLink: PeerLink = {
    heard: Effect.mapError(Queue.take(outbox), () => new PeerLinkEnded()),
    say: (...lines) =>
      Effect.flatMap(Queue.offer(inbox, lines), (taken) => taken ? Effect.void : Effect.fail(new PeerLinkEnded())),
    hangUp: Effect.asVoid(endWith(lost("the peer hung up"))),
    cut: (cause = new Error("the peer cut the link")) => Effect.asVoid(cutWith(new LinkLost({ cause }))),
    endInput: Effect.asVoid(endWith(new InputEnded())),
    ended: Effect.ignore(Deferred.await(gone))
  }
  return { link, peerLink }
})

/**
 * Makes a peer. The program's `connect` waits until the peer accepts or refuses it.
 *
 * `capacity` is the number of batches, and of lines in the other direction, that a link holds before it suspends the
 * one that says them, as a socket's buffers do; 1024 by default.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = Effect.fnUntraced(function*(options?: {
  /** Where the transport claims to dial, for a person; `peer` by default. */
  readonly address?: string | undefined
  readonly capacity?: number | undefined
}): Effect.fn.Return<Peer> {
  const { address = "peer", capacity = 1024 } = options ?? {}
  const dials = yield* Queue.bounded<Dial>(16)

  const connect: Transport["Service"]["connect"] = Effect.gen(function*() {
    const scope = yield* Effect.scope
    const answer = yield* Deferred.make<Link, TransportError>()
    yield* Queue.offer(dials, { answer, scope })
    // A dial that was given up must not be accepted in place of the next one.
    return yield* Effect.onInterrupt(Deferred.await(answer), () => Deferred.interrupt(answer))
  })
  const next: Effect.Effect<Dial> = Effect.flatMap(
    Queue.take(dials),
    (dial) => Effect.flatMap(Deferred.isDone(dial.answer), (isGivenUp) => isGivenUp ? next : Effect.succeed(dial))
  )
  const accept = Effect.gen(function*() {
    const { answer, scope } = yield* next
    const { link, peerLink } = yield* makeLink(address, capacity, scope)
    yield* Deferred.succeed(answer, link)
    return peerLink
  })
  const refuse = Effect.fnUntraced(function*(advice: string = "the peer refuses the call") {
    const { answer } = yield* next
    const reason = new Unreachable({ advice, cause: new Error("refused") })
    yield* Deferred.fail(answer, new TransportError({ address, reason }))
  })

  const transport = Transport.of({ address, connect })
  return { transport, layer: Layer.succeed(Transport, transport), accept, refuse }
})
