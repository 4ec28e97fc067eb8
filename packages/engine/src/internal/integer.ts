/**
 * A whole number as Yate reads it: the text must be nothing else. At most 32 bits.
 */
export const parseInteger = (value: string): number | undefined => {
  if (!/^\s*[+-]?\d{1,10}$/.test(value)) return undefined
  const number = Number(value)
  return Math.abs(number) <= 0x7fffffff ? number : undefined
}
