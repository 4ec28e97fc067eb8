/** The commands of all examples, in the order in which they are listed. */
import { answer } from "./answer.ts"
import { clickToCall } from "./clickToCall.ts"
import { constantRoute } from "./constantRoute.ts"
import { engineCommand } from "./engineCommand.ts"
import { keyecho } from "./keyecho.ts"
import { keyecho2 } from "./keyecho2.ts"
import { pbx } from "./pbx.ts"
import { queue } from "./queue.ts"
import { registrar } from "./registrar.ts"
import { commandOf } from "./runCommand.ts"
import { survey } from "./survey.ts"
import { tester } from "./tester.ts"
import { voicemail } from "./voicemail.ts"

export const examples = [
  commandOf(keyecho),
  commandOf(keyecho2),
  commandOf(pbx),
  commandOf(queue),
  commandOf(answer),
  commandOf(tester),
  commandOf(voicemail),
  commandOf(survey),
  commandOf(clickToCall),
  commandOf(registrar),
  commandOf(constantRoute),
  engineCommand
] as const
