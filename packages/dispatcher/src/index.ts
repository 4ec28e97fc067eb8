export * from "./Dispatcher.ts"
export * from "./DispatcherError.ts"
export type * from "./IncomingMessage.ts"
export type * from "./Options.ts"
