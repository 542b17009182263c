const AT_ONCE = 3
let running = 0
const waiting: (() => void)[] = []

/** A few processes at a time: more than there are cores only makes all of them late. What hangs costs nothing and need not wait. */
export async function turns<T>(work: () => Promise<T>, atOnce = false): Promise<T> {
  if (atOnce) return work()
  if (running === AT_ONCE) await new Promise<void>((go) => void waiting.push(go))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
