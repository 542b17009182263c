import { writeFileSync } from 'node:fs'
import { pathOf } from './parts.ts'

/** The environment that gives a process a clock of its own, by libfaketime. Timers stay true: only the time of day is another. */
export type Clock = Readonly<Record<string, string>>

const preloaded = (): Clock => ({ LD_PRELOAD: pathOf('faketime'), FAKETIME_DONT_FAKE_MONOTONIC: '1' })

/** @param offset in libfaketime's words, as `+3y` or `-90s`. */
export const clockAt = (offset: string): Clock => ({ ...preloaded(), FAKETIME: offset })

/** A clock that can be set while the process runs: the file is read each time somebody looks at the clock. */
export function settableClock(file: string): { clock: Clock; set: (offset: string) => void } {
  const set = (offset: string): void => writeFileSync(file, `${offset}\n`)
  set('+0')
  return { clock: { ...preloaded(), FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1' }, set }
}
