/** Who is measured end to end, and whose libraries run beside. */
import { join } from "node:path"
import type { Subject } from "./Load.ts"

export const bare: Subject = {
  label: "bare node:net",
  module: "programs/bare.ts",
  answer: "constant",
  isPeer: false
}

/** The same without UTF-8: faster than a program that reads text can be. */
export const bareLatin1: Subject = {
  label: "bare node:net, Latin-1",
  module: "programs/bare.ts",
  args: ["latin1"],
  answer: "constant",
  isPeer: false
}

export const constantRoute: Subject = {
  label: "constant-route",
  module: "programs/constantRoute.ts",
  answer: "constant",
  isPeer: false
}

/** The same without a fiber for each message, as a program with constant routes would do. */
export const decidedRoute: Subject = {
  label: "constant-route by decide",
  module: "programs/decidedRoute.ts",
  answer: "constant",
  isPeer: false
}

export const ownRoute: Subject = {
  label: "constant-route, own definition",
  module: "programs/ownRoute.ts",
  answer: "constant",
  isPeer: false
}

export const tenFields: Subject = {
  label: "ten typed fields",
  module: "programs/tenFields.ts",
  answer: "ten",
  isPeer: false
}

/** The same by hand. */
export const bareTen: Subject = {
  label: "bare node:net, ten fields by hand",
  module: "programs/bareTen.ts",
  answer: "ten",
  isPeer: false
}

const peer = (file: string): string => join(import.meta.dirname, "peers", file)

/** The peers whose folders were given, each by an environment variable. */
export const peersIn = (env: Readonly<Record<string, string | undefined>>): ReadonlyArray<Subject> => {
  const python = env["PEER_PYTHON"] ?? "python3"
  const peers: ReadonlyArray<readonly [variable: string, subject: Subject]> = [
    ["PEER_PYTHON_YATE", {
      label: "python-yate",
      command: python,
      module: peer("pythonYate.py"),
      answer: "constant",
      isPeer: true
    }],
    ["PEER_YAYPM", { label: "YAYPM", command: python, module: peer("yaypm.py"), answer: "constant", isPeer: true }],
    ["PEER_NEXT_YATE", {
      label: "next-yate",
      command: process.execPath,
      module: peer("nextYate.cjs"),
      answer: "constant",
      isPeer: true
    }]
  ]
  return peers.flatMap(([variable, subject]) => (env[variable] ?? "") === "" ? [] : [subject])
}
