import { fingerprintOf } from '#domain/key.ts'
import { farmFleet } from './farm-fleet.ts'
import { startProgram } from './program.ts'

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbersOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Resolves once it is so; the farm is in this process, so that there is nothing to listen to. */
export const until = (isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!isSo()) return
      clearInterval(timer)
      resolve()
    }, 1)
  })

const QUESTIONS_EACH = 8

/**
 * Kills `fleet apply` at moments that the seed chooses, then lets one run end. @returns what is wrong then, which should be nothing:
 * instances without the right key, and such as were sent another.
 */
export async function crashed(main: string, seed: number, count: number, kills: number, key: string) {
  const random = numbersOf(seed)
  const fleet = await farmFleet({ count, latencyMs: 1, seed: String(seed) })
  const { farm, places } = fleet
  const args = ['fleet', 'apply', '--no-check', '--file', fleet.file]
  try {
    const died: (string | null)[] = []
    const without = new Set<number>()
    // a run that says it ended well has left none out, whatever a later one would mend
    const judge = ({ code }: { code: number | null }): void => {
      if (code !== 0) return
      for (const place of places) if (farm.keyOf(place) !== key) without.add(place)
    }
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, ended } = startProgram(main, args, fleet.env(key))
      const moment = farm.stats().requests + Math.floor(random() * count * QUESTIONS_EACH)
      let isOver = false
      void ended.then(() => (isOver = true))
      await until(() => isOver || farm.stats().requests >= moment)
      child.kill('SIGKILL')
      const how = await ended
      judge(how)
      died.push(how.signal)
    }
    const last = await startProgram(main, args, fleet.env(key)).ended
    judge(last)
    return {
      died,
      code: last.code,
      err: last.err,
      without: [...without],
      other: places.filter((place) => farm.writesOf(place).some((written) => written !== fingerprintOf(key))),
      most: Math.max(...places.map((place) => farm.writesOf(place).length)),
    }
  } finally {
    await fleet.close()
  }
}
