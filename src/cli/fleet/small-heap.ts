import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of the space for young objects: more saves little time. */
const ENOUGH_BYTES = 16 * 1024 * 1024
/** Looking takes longer than a small step of work. */
const STEPS = 16

const grow = (factor: number): void => setFlagsFromString(`--semi-space-growth-factor=${factor}`)

/** While a large file is read, V8's space for young objects stays as it is: what is kept of the file leaves it anyway. */
export const checkHeapCap = (): void => grow(1)

/**
 * From here on it may grow so far, and no further. Over thousands of instances, none of which leaves anything behind, it would take
 * 48 MB and not give them back. @returns what is to be called now and then while there is work.
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
