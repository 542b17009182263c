import { formatMilliseconds } from '#contract/time-spans.ts'
import { locale } from '../../ui/format.ts'

const NO_BREAK = '\u00a0'
const MINUS = '\u2212'

const number = (value: number, options: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(locale(), options).format(value).replace('-', MINUS)

// the signs of units are the same in every language (ISO 80000-1)
const seconds = (value: number, options: Intl.NumberFormatOptions): string => `${number(value, options)}${NO_BREAK}s`

/** "31 ms", "4.2 s". */
export const formatDuration = (ms: number): string => formatMilliseconds(ms, locale())

/** "−312 s", "+0.4 s": a clock against another. */
export const formatOffset = (value: number): string =>
  seconds(value, { signDisplay: 'exceptZero', maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 })

/** "0.02 s": half a round trip is never nothing. */
export const formatUncertainty = (value: number): string =>
  seconds(Math.max(value, 0.001), { maximumSignificantDigits: 1 })

const UNITS: [unit: string, seconds: number, from: number][] = [
  ['day', 86_400, 172_800],
  ['hour', 3600, 5400],
  ['minute', 60, 90],
]

/** "5 minutes", "3 days": how long, and no more exactly than anyone needs. */
export function formatDays(value: number): string {
  const size = Math.abs(value)
  const [unit, length] = UNITS.find(([, , from]) => size >= from) ?? ['second', 1]
  return number(size / length, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 })
}

export const formatBytes = (count: number): string =>
  number(count, { style: 'unit', unit: 'byte', unitDisplay: 'long' })
