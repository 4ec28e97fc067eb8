/** What several measurements of one thing say together. */

/** The value below which the share `q` (0 to 1) of the values lies, between two of them if need be. */
export const quantile = (values: ReadonlyArray<number>, q: number): number => {
  const sorted = Float64Array.from(values).sort()
  const at = (sorted.length - 1) * Math.min(Math.max(q, 0), 1)
  const below = sorted[Math.floor(at)]
  const above = sorted[Math.ceil(at)]
  if (below === undefined || above === undefined) return Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

export const median = (values: ReadonlyArray<number>): number => quantile(values, 0.5)

/**
 * How far the middle half of the values lies around the median, as a share of it: 0.03 for ±3 %. 0 for a single value,
 * which says nothing about variance.
 */
export const spread = (values: ReadonlyArray<number>): number => {
  const middle = median(values)
  return values.length < 2 || middle === 0
    ? 0
    : Math.abs((quantile(values, 0.75) - quantile(values, 0.25)) / 2 / middle)
}

/** Each round of one against the same round of another: what else the machine did then falls on both. */
export const ratios = (
  values: ReadonlyArray<number>,
  base: ReadonlyArray<number>
): ReadonlyArray<number> => values.slice(0, base.length).map((value, round) => value / (base[round] ?? Number.NaN))

/** Each round of one less the same round of another. */
export const differences = (
  values: ReadonlyArray<number>,
  base: ReadonlyArray<number>
): ReadonlyArray<number> => values.slice(0, base.length).map((value, round) => value - (base[round] ?? Number.NaN))
