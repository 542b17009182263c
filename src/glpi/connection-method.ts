import type { CauseCode } from '#domain/cause-codes.ts'
import type { InstalledPlugin } from '#domain/installed-plugins.ts'
import type { ReplacePlugins, Snapshot, StoredKey, MethodKind } from '#domain/storage.ts'
import type { Failure } from '#net/failure.ts'
import type { InspectionRun } from './inspection-run.ts'

/**
 * The outcome of sending a write. None of them shows what is stored: GLPI says "error" of what it saved, and "updated" of what it did not.
 * `refused`: the answer is a refusal. `unsure`: no clear answer came, so it may have been done, or may still be done.
 */
export type Sent = { answer: 'accepted' } | { answer: 'refused' | 'unsure'; failure: Failure }

export const ACCEPTED: Sent = { answer: 'accepted' }

/**
 * One method of reading and writing one GLPI. Every function throws Failure for what GLPI, its machine or the network does, and nothing
 * else. A method signs in or connects at first use, and stays so until it is closed. No two calls run at the same time.
 */
export type ConnectionMethod = {
  kind: MethodKind
  /**
   * What `stored` can see: `nothing`; whether there is a `row` at all; the stored `value`, which proves a write by having changed as it
   * should; or that, and by the `crypt-key` whether GLPI can read it, and whether it can encrypt at all.
   */
  sees: 'nothing' | 'row' | 'value' | 'crypt-key'
  /** Inspects and changes nothing, by steps of `run`, which catch what they throw. Returns what it saw, without what this method cannot see. */
  inspect(run: InspectionRun): Promise<Partial<Snapshot>>
  /** The key as GLPI keeps it at this moment; never remembered from before. */
  stored(signal: AbortSignal): Promise<StoredKey>
  /**
   * Whether GLPI was seen to be able to encrypt, by what this method has open: GLPI 11 encrypts the token of a session, and decrypts the
   * secret of an OAuth client. null, or no such function: it does not show.
   */
  encrypts?(): boolean | null
  /**
   * Whether what this method decrypts with opens something that GLPI itself had encrypted: another secret of its own, or a former key that
   * Latchkey did not write. null, or no such function: there is nothing to try.
   */
  opensGlpiOwn?(signal: AbortSignal): Promise<boolean | null>
  /** What would prevent a write, as far as can be seen without one; null for nothing. */
  findWriteBlocker(signal: AbortSignal): Promise<CauseCode | Failure | null>
  /** Writes a sendable key once, never again by itself. @throws Failure where nothing was sent. */
  write(key: string, signal: AbortSignal): Promise<Sent>
  /**
   * Takes the key away by writing an empty one, as GLPI's own tab does.
   * @param provable false: no configured method can see what is stored afterwards, so a method that can drop the row should do that.
   */
  remove(signal: AbortSignal, provable: boolean): Promise<Sent>
  /** Sets GLPI's `marketplace_replace_plugins`; no such function: it cannot. @throws Failure where nothing was sent. */
  setReplacePlugins?(choice: ReplacePlugins, signal: AbortSignal): Promise<Sent>
  /** The plugins that are installed; null, or no such function: it cannot see them. */
  plugins?(signal: AbortSignal): Promise<InstalledPlugin[] | null>
  /** Ends its session or connection. Never throws. */
  close(): Promise<void>
}
