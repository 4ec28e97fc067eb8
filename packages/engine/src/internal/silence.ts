/** What a phone sends while nobody speaks: packets of silence, from the beginning of the call to its end. */
import type { Consumer, Source } from "./endpoint.ts"

export const silence: Source = {
  name: "silence",
  duration: Infinity,
  isSilence: true,
  connect: (consumer: Consumer) => consumer.started(silence),
  disconnect: (consumer: Consumer) => consumer.stopped(silence, "cut"),
  drop: () => {},
  mix: () => {}
}
