import { InvalidArgumentError } from 'commander'

export function readDays(text: string): number {
  const days = Number(text)
  if (Number.isInteger(days) && days >= 0 && days <= 3650) return days
  throw new InvalidArgumentError('It must be a whole number of days, from 0 to 3650.')
}

export function readSeconds(text: string): number {
  const seconds = Number(text)
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 600) return seconds
  throw new InvalidArgumentError('It must be a whole number of seconds, from 1 to 600.')
}

/** Latchkey reads no more of any catalogue. */
const MOST_PLUGINS = 10_000

export function readPluginCount(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 0 && count <= MOST_PLUGINS) return count
  throw new InvalidArgumentError('It must be a whole number, from 0 to 10000.')
}
