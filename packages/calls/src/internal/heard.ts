/**
 * What the hub reads of the messages that it hears: a few of the dozens that the catalogue names. Those would all be read
 * when the first of them is asked for: a seventh of the time of a call on the embedded engine.
 */
import * as Messages from "@yatefx/messages"
import { Definition } from "@yatefx/messages"
import * as Struct from "effect/Struct"

export const CallAnswered = Definition.lazy("call.answered", () => ({
  params: Struct.pick(Messages.CallAnswered.params, ["id"])
}))

export const CallExecute = Definition.lazy("call.execute", () => ({
  params: Struct.pick(Messages.CallExecute.params, ["id", "targetid", "peerid"])
}))

export const CallProgress = Definition.lazy("call.progress", () => ({
  params: Struct.pick(Messages.CallProgress.params, ["id"])
}))

export const CallRinging = Definition.lazy("call.ringing", () => ({
  params: Struct.pick(Messages.CallRinging.params, ["id"])
}))

export const ChanDisconnected = Definition.lazy("chan.disconnected", () => ({
  params: Struct.pick(Messages.ChanDisconnected.params, ["id", "reason", "cause_sip"])
}))

export const ChanDtmf = Definition.lazy("chan.dtmf", () => ({
  params: Struct.pick(Messages.ChanDtmf.params, ["id", "text", "duplicate"])
}))

export const ChanHangup = Definition.lazy("chan.hangup", () => ({
  params: Struct.pick(Messages.ChanHangup.params, ["id", "reason", "cause_sip"])
}))

export const ChanNotify = Definition.lazy("chan.notify", () => ({
  params: Struct.pick(Messages.ChanNotify.params, ["targetid"])
}))

export const ChanRecord = Definition.lazy("chan.record", () => ({
  params: Struct.pick(Messages.ChanRecord.params, ["id", "call", "notify"])
}))
