/** Runs a few at a time: more than there are cores only makes all of them late. */
export class Limiter {
  readonly #atOnce: number
  readonly #waiting: (() => void)[] = []
  #running = 0
  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running === this.#atOnce) await new Promise<void>((go) => void this.#waiting.push(go))
    else this.#running += 1
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
