import { mkdirSync, rmdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const isHeld = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'

/** Waits for a folder that others make too, and makes it. */
async function take(path: string): Promise<void> {
  for (;;) {
    try {
      mkdirSync(path)
      return
    } catch (error) {
      if (!isHeld(error)) throw error
      await pause(500)
    }
  }
}

export async function withLock<T>(path: string | undefined, work: () => Promise<T>): Promise<T> {
  if (path === undefined) return work()
  await take(path)
  try {
    return await work()
  } finally {
    rmdirSync(path)
    // others ask once a second: without this pause they would never find the lock free
    await pause(1500)
  }
}
