/** Sets of words that stay open. */

/**
 * Why something failed, as a keyword: those that Yate makes SIP codes of (`ysipchan.cpp:67`), and any other.
 *
 * @category models
 * @since 0.1.0
 */
export type ErrorWord =
  | "busy"
  | "congestion"
  | "failure"
  | "forbidden"
  | "incomplete"
  | "interworking"
  | "invalid-message"
  | "looping"
  | "moved"
  | "noanswer"
  | "noauth"
  | "noautoauth"
  | "nocall"
  | "noconn"
  | "nomedia"
  | "noresource"
  | "noroute"
  | "offline"
  | "pending"
  | "postdialdelay"
  | "protocol-error"
  | "rejected"
  | "service-not-implemented"
  | "service-unavailable"
  | "timeout"
  | "unacceptable"
  | "unallocated"
  | "unimplemented"
  | (string & {})

/**
 * Why a leg ended: an `ErrorWord`, or what no failure is. SIP legs give the text of the far end instead.
 *
 * @category models
 * @since 0.1.0
 */
export type HangupReason = ErrorWord | "hangup" | "eof" | "shutdown"

/**
 * A data format. The set is open.
 *
 * @category models
 * @since 0.1.0
 */
export type Format =
  | "alaw"
  | "mulaw"
  | "slin"
  | "gsm"
  | "g723"
  | "g726"
  | "g729"
  | "ilbc20"
  | "ilbc30"
  | "speex"
  | "opus"
  | "g722"
  | "amr"
  | "amr-o"
  | "slin/16000"
  | "slin/32000"
  | (string & {})
