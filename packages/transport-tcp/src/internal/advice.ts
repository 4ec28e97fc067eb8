/**
 * What to do about a dial that failed, for a person.
 */
import type { DialFailed } from "./dial.ts"

/** One line, since it is said again for each dial that fails. */
const section = (...lines: ReadonlyArray<string>): string =>
  `give its extmodule.conf the section "[listener yatefx]" with ${lines.join(", ")}, and restart it: a reload adds none`

const other = ({ cause, code }: DialFailed): string => {
  const text = cause instanceof Error && cause.message !== "" ? cause.message : code
  return text === "" ? "the connection failed." : `${text}.`
}

/** For `host` and `port`. */
export const tcpAdvice = (error: DialFailed, options: { readonly host: string; readonly port: number }): string => {
  const { host, port } = options
  switch (error.code) {
    case "ECONNREFUSED":
      return `nothing listens there. Start Yate; if it runs, ${
        section("type=tcp", `addr=${host === "localhost" ? "127.0.0.1" : host}`, `port=${port}`, "role=global")
      }`
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EAI_NODATA":
    case "EAI_NONAME":
      return `the name "${host}" is not known. Check "host", or give an address.`
    case "TIMEOUT":
    case "ETIMEDOUT":
      return "no answer in time. Check the address, and that no firewall stands between."
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return "there is no way to that address. Check it, and the network."
    case "ERR_SOCKET_BAD_PORT":
      return `"port" has to be from 1 to 65535, and is ${port}.`
    default:
      return other(error)
  }
}

/** For `path`. */
export const unixAdvice = (error: DialFailed, options: { readonly path: string }): string => {
  const listener = section("type=unix", `path=${options.path}`, "role=global")
  switch (error.code) {
    case "ENOENT":
      return `there is no such socket. Start Yate; if it runs, ${listener}`
    case "ECONNREFUSED":
      return "nothing listens there: Yate has ended and left the file behind, or it is no socket. " +
        `Start Yate; if it runs, ${listener}`
    case "EACCES":
    case "EPERM":
      return "permission denied. Run as the user that Yate runs as, or give this one the right to write to the " +
        "socket and to enter its folder."
    case "ENOTDIR":
    case "ENOTSOCK":
    case "EPROTOTYPE":
      return `that path can't be a socket (${error.code}). Check "path".`
    case "EINVAL":
    case "ENAMETOOLONG":
      return "the path is too long for a socket (107 bytes)."
    case "TIMEOUT":
      return "no answer in time."
    default:
      return other(error)
  }
}
