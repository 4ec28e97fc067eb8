/** Numbers for people. */
import type { Unit } from "./Report.ts"
import { median, spread } from "./statistics.ts"

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 })

/** Three digits that mean something, and all of those before the point. */
const digits = (value: number): string =>
  Math.abs(value) >= 100 || value === 0
    ? grouped.format(value)
    : value.toPrecision(3).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")

const bytes = (value: number): string =>
  Math.abs(value) >= 2 ** 20
    ? `${digits(value / 2 ** 20)} MiB`
    : Math.abs(value) >= 2 ** 10
    ? `${digits(value / 2 ** 10)} KiB`
    : `${digits(value)} B`

export const formatValue = (value: number, unit: Unit): string => {
  if (!Number.isFinite(value)) return "–"
  switch (unit) {
    case "/s":
      return `${digits(value)}/s`
    case "share":
      return value.toFixed(value < 0.1 ? 3 : 2)
    case "bytes":
      return bytes(value)
    case "count":
      return grouped.format(value)
    default:
      return `${digits(value)} ${unit}`
  }
}

/** The median, and how far the rounds lie around it. */
export const formatSamples = (samples: ReadonlyArray<number> | undefined, unit: Unit): string => {
  if (samples === undefined || samples.length === 0) return ""
  const text = formatValue(median(samples), unit)
  if (samples.length === 1) return text
  const percent = spread(samples) * 100
  // As of a difference that is nearly nothing.
  return `${text} ±${percent > 100 ? ">100" : percent.toFixed(0)}%`
}
