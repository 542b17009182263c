import { runHook } from './run-command.ts'
import type { Hook } from './settings.ts'

/** What is done to a GLPI by the hooks of the settings, and undone once, whatever happens in between. */
export class Fault {
  readonly #hook: Hook | null
  #done = false
  constructor(hook: Hook | null) {
    this.#hook = hook
  }

  async break(): Promise<void> {
    if (!this.#hook || this.#done) return
    // a hook that fails half way has done something
    this.#done = true
    await runHook(this.#hook.break)
  }

  async mend(): Promise<void> {
    if (!this.#hook || !this.#done) return
    await runHook(this.#hook.mend)
    this.#done = false
  }
}
