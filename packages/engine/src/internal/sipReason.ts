/**
 * How Yate's words for a failure and SIP's codes stand for each other (ysipchan.cpp, `dict_errors`).
 */

/** In Yate's order: the first with a word gives its code, and the first with a code its word. */
const words: ReadonlyArray<readonly [word: string, code: number]> = [
  ["incomplete", 484],
  ["noroute", 404],
  ["noroute", 604],
  ["noconn", 503],
  ["noconn", 408],
  ["noauth", 401],
  ["nomedia", 415],
  ["nocall", 481],
  ["busy", 486],
  ["busy", 600],
  ["noanswer", 480],
  ["noanswer", 487],
  ["rejected", 406],
  ["rejected", 606],
  ["forbidden", 403],
  ["forbidden", 603],
  ["offline", 404],
  ["congestion", 480],
  ["unallocated", 410],
  ["moved", 410],
  ["failure", 500],
  ["pending", 491],
  ["looping", 483],
  ["timeout", 408],
  ["timeout", 504],
  ["postdialdelay", 504],
  ["service-not-implemented", 501],
  ["unimplemented", 501],
  ["service-unavailable", 503],
  ["unacceptable", 488],
  ["noresource", 503],
  ["interworking", 500],
  ["interworking", 400],
  ["invalid-message", 400],
  ["protocol-error", 400]
]

const texts: ReadonlyMap<number, string> = new Map([
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [403, "Forbidden"],
  [404, "Not Found"],
  [406, "Not Acceptable"],
  [408, "Request Timeout"],
  [410, "Gone"],
  [415, "Unsupported Media Type"],
  [480, "Temporarily Unavailable"],
  [481, "Call/Transaction Does Not Exist"],
  [483, "Too Many Hops"],
  [484, "Address Incomplete"],
  [486, "Busy Here"],
  [487, "Request Terminated"],
  [488, "Not Acceptable Here"],
  [491, "Request Pending"],
  [500, "Server Internal Error"],
  [501, "Not Implemented"],
  [503, "Service Unavailable"],
  [504, "Server Time-out"],
  [600, "Busy Everywhere"],
  [603, "Decline"],
  [604, "Does Not Exist Anywhere"],
  [606, "Not Acceptable"]
])

export const codeOf = (word: string): number | undefined => words.find((entry) => entry[0] === word)?.[1]

export const wordOf = (code: number): string | undefined => words.find((entry) => entry[1] === code)?.[0]

export const textOf = (code: number): string | undefined => texts.get(code)
