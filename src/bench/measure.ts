/** CPU time of one run in milliseconds, user and system: what others do on the machine meanwhile does not count. */
export function cpuMs(work: () => unknown, times: number): number {
  const start = process.cpuUsage()
  for (let i = 0; i < times; i++) work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000 / times
}

export const lowest = (samples: number[]): number => Math.min(...samples)

export const median = (samples: number[]): number =>
  samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN
