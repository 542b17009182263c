import { createHash } from 'node:crypto'
import { methodsOf } from '#contract/connection.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Step } from '#domain/diagnosis.ts'
import { fingerprintOf } from '#domain/key.ts'
import { EMPTY_SNAPSHOT, UNSEEN_KEY, type Snapshot, type StoredKey, type WriteOutcome } from '#domain/storage.ts'
import type { GlpiOptions, OpenGlpi } from '#glpi/glpi.ts'

/** A GLPI that is no more than what it answers: for what the gateway makes of it, in whatever order. */
export class ScriptedGlpi {
  /** What is stored: a key, '' where it could not encrypt, null for nothing. */
  value: string | null = null
  canEncrypt = true
  /** Whether what is stored is opened when it is looked at; else its mark alone shows. */
  opens = true
  snapshot: Partial<Snapshot> = {}
  /** Stands in the way of everything. */
  cause: CauseCode | null = null
  /** Stands in the way of writes alone. */
  writeCause: CauseCode | null = null
  /** Connections it was opened with, oldest first. */
  opened: GlpiOptions[] = []
  /** What was done, in order. */
  done: string[] = []
  mostAtOnce = 0
  /** Whatever is done waits for this. */
  gate: Promise<void> = Promise.resolve()
  #atOnce = 0
  #writes = 0

  readonly open: OpenGlpi = (options) => {
    this.opened.push(options)
    return {
      methods: methodsOf(options.connection),
      inspect: (emit, signal) =>
        this.#alone(() => {
          this.done.push('look')
          const isCut = signal.aborted
          const cause = isCut ? null : this.cause
          const step: Step = {
            id: 'glpi-reach',
            stage: 'glpi-reach',
            route: 'glpi',
            outcome: isCut ? 'not-reached' : cause ? 'failed' : 'passed',
            ms: 1,
            cause,
            facts: isCut ? { reason: 'cancelled' } : {},
          }
          emit({ line: 'step', ...step })
          const snapshot =
            cause || isCut ? EMPTY_SNAPSHOT : { ...EMPTY_SNAPSHOT, ...this.snapshot, stored: this.#stored() }
          const clocks = cause
            ? []
            : [{ clock: 'glpi' as const, offsetSeconds: 1.5, uncertaintySeconds: 0.5, trusted: true }]
          return { snapshot, steps: [step], clocks }
        }),
      set: (key) => this.#alone(() => this.#write('wrote', key)),
      remove: () => this.#alone(() => this.#write('removed', '')),
      close: async () => undefined,
    }
  }

  async #alone<T>(work: () => T): Promise<T> {
    this.#atOnce += 1
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce)
    await this.gate
    await new Promise((resolve) => setImmediate(resolve))
    this.#atOnce -= 1
    return work()
  }

  #write(did: 'wrote' | 'removed', key: string): WriteOutcome {
    const before = this.cause ? UNSEEN_KEY : this.#stored()
    const errorCode = null
    const cause = this.cause ?? this.writeCause
    if (cause) return { did: 'kept', storage: 'unknown', cause, errorCode, readable: null, before, after: before }
    this.#writes += 1
    this.done.push(`${did} ${key.slice(-12)}`)
    this.value = this.canEncrypt ? key || null : ''
    const after = this.#stored()
    if (!this.canEncrypt)
      return { did, storage: 'blank', cause: 'stored-blank', errorCode, readable: null, before, after }
    const wrote = did === 'wrote'
    return { did, storage: wrote ? 'proven' : 'none', cause: null, errorCode, readable: wrote || null, before, after }
  }

  #stored(): StoredKey {
    const by = 'rest'
    if (this.value === null) return { ...UNSEEN_KEY, state: 'none', by }
    const mark = createHash('sha256').update(`${this.#writes} ${this.value}`).digest('hex')
    if (this.value === '') return { ...UNSEEN_KEY, state: 'blank', cause: 'stored-blank', mark, by }
    const { length } = this.value
    if (!this.opens) return { ...UNSEEN_KEY, state: 'present', length, mark, by }
    const fingerprint = fingerprintOf(this.value)
    return { ...UNSEEN_KEY, state: 'readable', fingerprint, length, mark, by, glpiReads: true }
  }

  /** Somebody else saves a key in GLPI's own tab. */
  saveThere(key: string): void {
    this.#writes += 1
    this.value = key
  }
}
