export * from "./AudioHandles.ts"
export * from "./ScriptArgument.ts"
export * as StdioTransport from "./StdioTransport.ts"
