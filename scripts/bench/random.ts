/** Numbers that look random and are the same in each run, so that two runs do the same work. */
export const randomInt = (seed = 1): (below: number) => number => {
  let state = seed
  return (below) => {
    // xorshift32
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
