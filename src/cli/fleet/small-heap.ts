import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of the space for young objects: more saves little time. */
const ENOUGH_BYTES = 16 * 1024 * 1024
/** Checking takes longer than a small step of work. */
const STEPS = 16

/** By how much the rest of the heap grows between collections. V8 would double it, with what the parser of YAML left behind. */
const OLD_GROWTH_PERCENT = 25

const grow = (factor: number): void => setFlagsFromString(`--semi-space-growth-factor=${factor}`)

/** Before a large file is read: V8's space for young objects stays as it is, since what remains of the file leaves it anyway. */
export function holdHeap(): void {
  grow(1)
  setFlagsFromString(`--heap-growing-percent=${OLD_GROWTH_PERCENT}`)
}

/**
 * From here on it may grow to a limit. Over thousands of instances it would take 48 MB and not give them back.
 * @returns a check, to be called now and then while there is work.
 */
export function capYoungGeneration(): () => void {
  let steps = 0
  let isEnough = false
  grow(2)
  return () => {
    steps += 1
    if (isEnough || steps % STEPS !== 0) return
    const space = getHeapSpaceStatistics().find((one) => one.space_name === 'new_space')
    if (!space || space.space_size < ENOUGH_BYTES) return
    isEnough = true
    grow(1)
  }
}
