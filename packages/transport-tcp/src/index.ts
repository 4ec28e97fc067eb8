export type { ListenerOptions } from "./Listener.ts"
export * as TcpTransport from "./TcpTransport.ts"
export * as UnixTransport from "./UnixTransport.ts"
