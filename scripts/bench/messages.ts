/** The lines that the load generator sends, and what must come back for each. */

export type Size = "small" | "large"
/** What a program answers: always the same, or something made of ten parameters. */
export type Answer = "constant" | "ten"

/** So many messages are told apart; more never wait at a time. */
export const slots = 1024

export const constant = "tone/dial"

/** The ten parameters that `ten` is made of. */
export const tenNames = [
  "id",
  "status",
  "answered",
  "direction",
  "caller",
  "called",
  "antiloop",
  "ip_host",
  "ip_port",
  "rtp_port"
] as const

const digits = (slot: number): string => String(slot).padStart(4, "0")

/** As the engine makes them: an address, a dot, a random number. */
export const idOf = (slot: number): string => `0x7f50e7ab8b00.38048${digits(slot)}`

/**
 * The parameters of a real SIP `call.route` (`ivr-dumb-dtmf.txt`), and of a trunk's further headers: 1.4 kB as a line.
 * What a program reads differs from message to message.
 */
const large = (slot: number): ReadonlyArray<string> => [
  `id=sip/${slot}`,
  "module=sip",
  "status=incoming",
  "address=127.0.0.1%z5070",
  `billid=1795380258-${slot}`,
  "answered=false",
  "direction=incoming",
  "callid=sip/1-10445@127.0.0.1/10445SIPpTag001/",
  `caller=alice${digits(slot)}`,
  "called=ivr",
  "callername=Alice \u00c3\u0084",
  "antiloop=19",
  "ip_host=127.0.0.1",
  `ip_port=${5000 + slot}`,
  "ip_transport=UDP",
  "address=127.0.0.1%z5070",
  "connection_id=general",
  "connection_reliable=false",
  "sip_uri=sip%zivr@127.0.0.1%z5060",
  "sip_from=sip%zalice@127.0.0.1%z5070",
  "sip_to=<sip%zivr@127.0.0.1%z5060>",
  "sip_callid=1-10445@127.0.0.1",
  "device=sipp",
  "sip_contact=<sip%zalice@127.0.0.1%z5070>",
  "sip_user-agent=sipp",
  "sip_content-type=application/sdp",
  "newcall=true",
  "domain=127.0.0.1",
  "rtp_addr=127.0.0.1",
  "media=yes",
  "formats=mulaw,alaw,g729,gsm,ilbc20,ilbc30",
  "transport=RTP/AVP",
  "rtp_rfc2833=101",
  `rtp_port=${6000 + slot}`,
  "rtp_forward=possible",
  "sip_allow=INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, INFO, UPDATE, PRACK",
  "sip_supported=timer,replaces,100rel,path,norefersub",
  "sip_session-expires=1800;refresher=uac",
  "sip_min-se=90",
  "sip_p-asserted-identity=\"Alice\" <sip%zalice@trunk.example.org>",
  "sip_diversion=<sip%z200@trunk.example.org>;reason=unconditional;counter=1",
  "sip_via=SIP/2.0/UDP 127.0.0.1%z5070;branch=z9hG4bK-10445-1-0;rport=5070",
  "sip_record-route=<sip%zproxy.example.org;lr>",
  "sip_content-language=en",
  "sip_accept=application/sdp, application/dtmf-relay, multipart/mixed",
  "handlers=regfile%z40,cdrbuild%z50,app%z80,accfile%z90"
]

const small = (slot: number): ReadonlyArray<string> => [`id=sip/${slot}`, `caller=alice${digits(slot)}`, "called=ivr"]

/** The names that `ten` needs, and nothing else. */
const smallTen = (slot: number): ReadonlyArray<string> =>
  large(slot).filter((piece) => tenNames.some((name) => piece.startsWith(`${name}=`)))

/** One line, without its end: a byte string. Lines of one kind have the same length, whatever the slot. */
export const lineOf = (size: Size, answer: Answer, slot: number): string => {
  const pieces = (size === "large" ? large : answer === "ten" ? smallTen : small)(1000 + slot)
  return `%%>message:${idOf(slot)}:1795381109:call.route::${pieces.join(":")}`
}

/** The return value that `ten` answers with. */
export const tenOf = (params: {
  readonly id: string
  readonly status: string
  readonly answered: boolean
  readonly direction: string
  readonly caller: string
  readonly called: string
  readonly antiloop: number
  readonly ip_host: string
  readonly ip_port: number
  readonly rtp_port: number
}): string =>
  `sip/${params.caller}-${params.called}@${params.ip_host};${params.id};${params.status};${params.direction};` +
  `${params.answered ? "answered" : params.antiloop + params.ip_port + params.rtp_port}`

/** The return value that must come back. */
export const expectedOf = (answer: Answer, slot: number): string => {
  if (answer === "constant") return constant
  const number = 1000 + slot
  return tenOf({
    id: `sip/${number}`,
    status: "incoming",
    answered: false,
    direction: "incoming",
    caller: `alice${number}`,
    called: "ivr",
    antiloop: 19,
    ip_host: "127.0.0.1",
    ip_port: 5000 + number,
    rtp_port: 6000 + number
  })
}
