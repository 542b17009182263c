/** `<1 ms`, `31 ms`, `4.2 s`. */
export function durationText(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`
  return ms < 1 ? '<1 ms' : `${Math.round(ms)} ms`
}
