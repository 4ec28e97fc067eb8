/** `HOST:PORT` on the command line. */
import { Result } from "effect"

/** Where a TCP listener is, or is to be. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** What `parse` wants. */
export const expected = "HOST:PORT, such as 127.0.0.1:5039"

/** Reads `127.0.0.1:5039` or `[::1]:5039`. The failure says what is wrong. */
export const parse = (text: string): Result.Result<Address, string> => {
  const match = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:]+)):(?<port>\d{1,5})$/.exec(text)
  const port = Number(match?.groups?.port)
  const host = match?.groups?.v6 ?? match?.groups?.host
  return host === undefined || !(port >= 1 && port <= 65_535)
    ? Result.fail(`${JSON.stringify(text)} is no ${expected}`)
    : Result.succeed({ host, port })
}
