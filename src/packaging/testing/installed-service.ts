import { expect, vi } from 'vitest'
import type { WholeMachine } from './whole-machine.ts'

/** How the specs of the packages talk to a machine on which one is installed. @param machine asked for with each use: it is booted later. */
export function installedService(machine: () => WholeMachine) {
  /** What a program prints that ends well. */
  const run = (command: string, ...args: string[]): string => {
    const { status, output } = machine().run(command, ...args)
    expect({ status, output }).toEqual({ status: 0, output: expect.any(String) })
    return output.trim()
  }
  /** What the service answers at a path, from the machine itself: its status, and the text. */
  const fetched = (path: string, port = 8420): string =>
    run(
      '/usr/lib/latchkey/node/bin/node',
      '-e',
      `fetch('http://127.0.0.1:${port}${path}').then(async (r) => console.log(r.status, await r.text()))`,
    )
  const untilItAnswers = (port = 8420): Promise<void> =>
    vi.waitFor(() => expect(fetched('/api/health', port)).toMatch(/^200 /), { timeout: 300_000, interval: 0 })
  return { run, fetched, untilItAnswers }
}
