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

/** `+0.4 s`, `−312 s`. */
export function formatSignedSpan(seconds: number): string {
  const sign = seconds > 0 ? '+' : seconds < 0 ? MINUS : ''
  return `${sign}${Math.abs(seconds)} s`
}
