import { Writable } from 'node:stream'
import { SingleBar } from 'cli-progress'
import type { Screen } from '../world.ts'

export type FleetProgress = { step(failed: boolean): void; stop(): void }

/** A bar with how many are done and how many failed, gone when it stops. */
export function showProgress(
  screen: Screen,
  total: number,
  env: Readonly<Record<string, string | undefined>>,
): FleetProgress {
  const isPlain = /^(C|POSIX)?$/.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '')
  const bar = new SingleBar({
    format: '{bar} {value} of {total}, {failed} failed; {eta_formatted} left',
    stream: terminalOf(screen),
    barCompleteChar: isPlain ? '#' : '█',
    barIncompleteChar: isPlain ? '-' : '░',
    barsize: Math.max(Math.min(screen.columns - 50, 40), 4),
    hideCursor: true,
    clearOnComplete: true,
    // what a signal means is decided elsewhere, once
    gracefulExit: false,
    etaBuffer: 100,
  })
  let failures = 0
  bar.start(total, 0, { failed: failures })
  return {
    step(failed) {
      if (failed) failures += 1
      bar.increment(1, { failed: failures })
    },
    stop: () => bar.stop(),
  }
}

/** What the bar takes for a terminal. */
function terminalOf(screen: Screen): Writable {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: unknown, _encoding, done) {
      screen.write(String(chunk))
      done()
    },
  })
  return Object.assign(stream, { isTTY: true, columns: screen.columns, rows: screen.rows })
}
