let second = Number.NaN
let start = ''

/** The same as `toISOString`, which would take more time than all else that a read makes anew: its seconds are written once a second. */
export function instantText(ms: number): string {
  const whole = Math.floor(ms / 1000)
  if (whole !== second) {
    start = new Date(whole * 1000).toISOString().slice(0, -4)
    second = whole
  }
  return `${start}${String(ms - whole * 1000).padStart(3, '0')}Z`
}
