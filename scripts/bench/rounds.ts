/** Measures several things in turn, so that what else the machine does falls on all of them. */

/**
 * Each round takes all subjects, every other one in the opposite order: neither a drift of the machine nor the place in
 * the order favours one of them. Gives the results of each subject, round by round.
 */
export const interleave = async <S, A>(
  subjects: ReadonlyArray<S>,
  rounds: number,
  measure: (subject: S, round: number) => Promise<A> | A
): Promise<ReadonlyMap<S, ReadonlyArray<A>>> => {
  const results = new Map<S, Array<A>>(subjects.map((subject) => [subject, []]))
  for (let round = 0; round < rounds; round++) {
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
      results.get(subject)?.push(await measure(subject, round))
    }
  }
  return results
}
