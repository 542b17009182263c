const UNITS: [sign: string, seconds: number][] = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
]

const MINUS = '−'

/** How far apart two clocks are, with the signs of units that are the same in every language (ISO 80000-3): `365 d`, `5 min`. */
export function formatSpan(seconds: number): string {
  const size = Math.abs(seconds)
  const [sign, length] = UNITS.find(([, from]) => size >= 2 * from) ?? ['s', 1]
  return `${Math.round(size / length)} ${sign}`
}

/** How long a step took: `<1 ms`, `31 ms`, `4.2 s`; in French `4,2 s`. The spaces do not break. */
export function formatMilliseconds(ms: number, locale = 'en'): string {
  if (ms < 1) return '<\u00a01\u00a0ms'
  if (ms < 1000) return `${Math.round(ms)}\u00a0ms`
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(ms / 1000)}\u00a0s`
}

/** `+0.4 s`, `−312 s`. */
export function formatSignedSpan(seconds: number): string {
  const sign = seconds > 0 ? '+' : seconds < 0 ? MINUS : ''
  return `${sign}${Math.abs(seconds)} s`
}
