/** What a leg is told of a channel: its own, or the one that holds it. */
export type Event =
  | { readonly _tag: "HungUp"; readonly reason: string | undefined; readonly cause: number | undefined }
  | { readonly _tag: "Disconnected"; readonly reason: string | undefined; readonly cause: number | undefined }
  | { readonly _tag: "Ringing" }
  | { readonly _tag: "Answered" }
  | { readonly _tag: "Connected"; readonly to: string }
