import { saysReadable, type Claim, type Operation } from './claim.ts'
import type { Condition } from './conditions.ts'
import type { Fault } from './fault.ts'
import { judge } from './judge.ts'
import type { Latchkey, Speaker } from './latchkey.ts'
import { connectionFor, type Method } from './methods.ts'
import type { Cell } from './report.ts'
import { readRow, type Reading, type Row } from './row.ts'
import type { RealGlpi } from './settings.ts'
import type { Visitor } from './tab.ts'
import { FIRST, nameOf, SECOND, type PracticeKey } from './keys.ts'
import { contradiction, isEmpty, type EmptiedBy, type Truth } from './truth.ts'

/** One command, while the fault lasts (`during`), before it, or after it was mended. */
type Step = { name: string; when: 'before' | 'during' | 'after'; operation: Operation; key: PracticeKey }

const step = (name: string, when: Step['when'], operation: Operation, key = FIRST): Step => ({
  name,
  when,
  operation,
  key,
})

/** A GLPI that had a key when it happened, and one that had none. */
export const STORIES: Record<'held' | 'fresh', readonly Step[]> = {
  held: [
    step('set', 'before', 'set'),
    step('status', 'during', 'status'),
    step('prove again', 'during', 'prove'),
    step('set another', 'during', 'set', SECOND),
    step('status of it', 'during', 'status', SECOND),
    step('remove', 'during', 'remove', SECOND),
    step('status after it', 'during', 'status', SECOND),
    step('status once mended', 'after', 'status', SECOND),
  ],
  fresh: [
    step('status of none', 'during', 'status'),
    step('first set', 'during', 'set'),
    step('status of the first', 'during', 'status'),
    step('remove the first', 'during', 'remove'),
    step('first status once mended', 'after', 'status'),
  ],
}

export type Stage = {
  glpi: RealGlpi
  eleven: boolean
  /** The file as it was when the run began. */
  fileHash: string | null
  visitor: Visitor
  latchkey: Latchkey
  speaker: Speaker
}

/** One method in one condition, from a GLPI that has never had a key to one that is mended. The caller puts things back. */
export class Walk {
  readonly #stage: Stage
  readonly #method: Method
  readonly #condition: Condition
  readonly #opened = new Map<string, string>()
  #emptiedBy: EmptiedBy = null
  /** As it was after the step before; null after something was done to GLPI meanwhile. */
  #truth: Truth | null = null
  #row: Row = { state: 'absent', value: null, fingerprint: null }
  readonly #fault: Fault
  constructor(stage: Stage, method: Method, condition: Condition, fault: Fault) {
    this.#stage = stage
    this.#method = method
    this.#condition = condition
    this.#fault = fault
  }

  async *cells(steps: readonly Step[], stopped: () => boolean): AsyncGenerator<Cell> {
    let when: Step['when'] | null = null
    for (const one of steps) {
      if (stopped()) return
      if (one.when !== when) await this.#turn(one.when)
      when = one.when
      const cell = await this.#take(one)
      // the first one is the sound walk's, whatever comes after it
      if (one.when !== 'before' || this.#condition === 'sound') yield cell
    }
  }

  async #turn(when: Step['when']): Promise<void> {
    const { glpi, visitor } = this.#stage
    this.#truth = null
    const condition = when === 'during' ? this.#condition : 'sound'
    const connection = connectionFor(glpi, this.#method, condition)
    if (!connection) throw new Error(`${this.#method.name} cannot be tried here`)
    await this.#stage.latchkey.connect(connection)
    if (condition === 'emptied') {
      await visitor.removeKey()
      this.#emptiedBy = 'person'
    }
    if (when === 'during') await this.#fault.break()
    if (when === 'after') await this.#fault.mend()
  }

  async #take({ name, when, operation, key }: Step): Promise<Cell> {
    const { glpi, latchkey, speaker } = this.#stage
    const before = this.#truth ?? (await this.#look(false))
    const claim = await latchkey.ask(operation, key.key)
    const after = await this.#look(true)
    this.#truth = after
    const condition = when === 'during' ? this.#condition : 'sound'
    this.#noteEmptied(claim, before, after)
    const facts = {
      condition,
      eleven: this.#stage.eleven,
      kinds: this.#method.kinds,
      strength: this.#method.strength ?? null,
      emptiedBy: this.#emptiedBy,
    }
    const against = contradiction(after, condition)
    const findings = claim.notBuilt
      ? [{ kind: 'not-built' as const, words: claim.words }]
      : judge({ claim, facts, before, after, wanted: key.fingerprint })
    return {
      glpi: glpi.name,
      speaker,
      method: this.#method.name,
      condition: this.#condition,
      step: name,
      claim: wordsOfClaim(claim),
      truth: wordsOfTruth(after),
      findings: against === null ? findings : [...findings, { kind: 'run', words: against }],
    }
  }

  /** A database that is down changes nothing meanwhile: then the row is as it was. */
  async #look(withTab: boolean): Promise<Truth> {
    const { glpi, fileHash, visitor } = this.#stage
    const { file, fileHash: now, marketplaceWritable, row }: Reading = await readRow(glpi)
    this.#row = row ?? this.#row
    return {
      file,
      fileChanged: now !== null && now !== fileHash,
      marketplaceWritable,
      row: this.#row,
      onceOpened: this.#onceOpened(),
      tab: withTab ? await visitor.tab() : null,
    }
  }

  #onceOpened(): string | null {
    const { value, fingerprint } = this.#row
    if (value === null) return null
    if (fingerprint !== null) this.#opened.set(value, fingerprint)
    return this.#opened.get(value) ?? null
  }

  #noteEmptied({ operation, exit }: Claim, before: Truth, after: Truth): void {
    const changed = before.row.state !== after.row.state || before.row.value !== after.row.value
    if (!isEmpty(after)) this.#emptiedBy = null
    else if (operation === 'remove' && exit === 0) this.#emptiedBy = 'latchkey'
    else if (changed) this.#emptiedBy = operation === 'remove' ? 'person' : 'fault'
  }
}

function wordsOfClaim({ exit, statement, words }: Claim): string {
  if (statement === null) return `exit ${exit}: ${words}`
  const { did, standing, storage, cause, cryptKey, open } = statement
  const readable = saysReadable(statement)
  const parts = [
    did,
    standing,
    storage,
    readable == null ? null : `readable ${readable ? 'yes' : 'no'}`,
    cause,
    cryptKey && `file ${cryptKey}`,
    open && 'marketplace open',
  ].filter((part) => part != null && part !== false)
  return `${exit === null ? words : `exit ${exit}`}: ${parts.join(', ')}`
}

function wordsOfTruth({ file, fileChanged, row, tab }: Truth): string {
  const holding = row.fingerprint === null ? row.state : (nameOf(row.fingerprint) ?? 'another key')
  const shown = tab === null ? '' : `; tab ${tab.state}${tab.keyName === null ? '' : ` ${tab.keyName}`}`
  return `row ${holding}; file ${fileChanged ? 'changed' : file}${shown}`
}
