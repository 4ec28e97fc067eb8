/** A typed definition of ten parameters: text, whole numbers, a boolean. */
import { Definition, Param } from "@yatefx/messages"

export const TenFields = Definition.make("call.route", {
  params: {
    id: Param.ChannelId,
    status: Param.Text,
    answered: Param.Boolean,
    direction: Param.Text,
    caller: Param.Phone,
    called: Param.Phone,
    antiloop: Param.Int,
    ip_host: Param.IpAddress,
    ip_port: Param.Int,
    rtp_port: Param.Int
  }
})
