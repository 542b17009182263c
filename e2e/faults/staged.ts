import { inject } from 'vitest'
import { Rig } from '../rig/rig.ts'
import type { Fault, Situation } from './fault.ts'

type Settable = Pick<Fault, 'name' | 'set'>
type Stage = { rig: Rig; situation: Situation }

/** Faults that are set up once, whichever path they are asked about. */
export class Staged {
  readonly #staged = new Map<string, Promise<Stage>>()

  of(fault: Settable): Promise<Stage> {
    const known = this.#staged.get(fault.name) ?? this.#stage(fault)
    this.#staged.set(fault.name, known)
    return known
  }

  /** Everything that arrived on the other side. */
  async heard(): Promise<string> {
    return (await this.#rigs()).flatMap(({ listeners }) => listeners.map(({ heard }) => heard)).join('\n')
  }

  async close(): Promise<void> {
    await Promise.all((await this.#rigs()).map((rig) => rig.close()))
  }

  async #stage({ set }: Settable): Promise<Stage> {
    const rig = new Rig(inject('setting'))
    return { rig, situation: await set(rig) }
  }

  async #rigs(): Promise<Rig[]> {
    const all = await Promise.allSettled(this.#staged.values())
    return all.filter((one) => one.status === 'fulfilled').map(({ value }) => value.rig)
  }
}
