/** Works through all, `atOnce` at a time, until the signal says to stop; what has begun then comes to its end. */
export async function runInTurn<T>(
  all: readonly T[],
  atOnce: number,
  signal: AbortSignal,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const rest = all.values()
  const worker = async () => {
    for (const one of rest) {
      if (signal.aborted) return
      await work(one)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
