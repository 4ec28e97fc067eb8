/**
 * A call as a value: the IVR, PBX and call-generator layer over the dispatcher.
 *
 * @since 0.1.0
 */
export * as Bridge from "./Bridge.ts"
export * from "./Call.ts"
export * from "./CallError.ts"
export * from "./Calls.ts"
export * as CallQueue from "./CallQueue.ts"
export * as Cdr from "./Cdr.ts"
export * as Conference from "./Conference.ts"
export * from "./EnglishVoice.ts"
export * as Fork from "./Fork.ts"
export * from "./GermanVoice.ts"
export * as Menu from "./Menu.ts"
export * as Prompt from "./Prompt.ts"
export * as Recording from "./Recording.ts"
export * as Parking from "./Parking.ts"
export * as Pickup from "./Pickup.ts"
export * as Say from "./Say.ts"
export * as Sound from "./Sound.ts"
export * as Transfer from "./Transfer.ts"
export * from "./Voice.ts"
