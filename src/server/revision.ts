import { createHash } from 'node:crypto'
import type { Changed } from '#contract/problem.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { Store } from './store/database.ts'
import { latestChange, type ChangeEvent } from './store/history.ts'
import type { StoredInstance } from './store/instances.ts'
import type { StoredRegistration } from './store/registrations.ts'

type SavedKey = Pick<StoredRegistration, 'fingerprint' | 'savedAt'> | null
type Settings = Pick<StoredInstance, 'settingsChangedAt' | 'placesChangedAt'>

/** The states that a change is meant for, as `If-Match` names them; null for any state. */
export type Expected = readonly string[] | null

/** Reveals nothing about the state. Two states never share a digest. */
const digest = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16)

const ofKey = (saved: SavedKey): string => digest('key', saved?.fingerprint ?? null, saved?.savedAt ?? null)

/** Verdicts and inspections are not part of it: they change by themselves, and conflict with no change. */
export const registrationRevision = ({ placesChangedAt }: Settings, saved: SavedKey): string =>
  `${ofKey(saved)}.${digest('places', placesChangedAt)}`

export const settingsRevision = ({ settingsChangedAt }: Settings): string => digest('settings', settingsChangedAt)

/** Of a part of the page of notices. What is stored is sealed anew with each change. */
export const noticesRevision = (part: 'mail' | 'recipient', stored: readonly string[]): string =>
  digest(part, ...stored)

type State = { store: Store; instance: StoredInstance; saved: SavedKey; expected: Expected; now: number }

/** @throws ProblemError `changed-meanwhile`, unless the key and its destinations are as expected. */
export async function assertExpectedRegistration({ store, instance, saved, expected, now }: State): Promise<void> {
  const revision = registrationRevision(instance, saved)
  if (expected === null || expected.includes(revision)) return
  const isAnotherKey = !expected.some((one) => one.startsWith(`${ofKey(saved)}.`))
  const change = isAnotherKey ? await latestChange(store, instance.id) : null
  const what = isAnotherKey ? WHAT[change?.event ?? (saved === null ? 'removed' : 'saved')] : 'settings-changed'
  refuse({ what, at: isAnotherKey ? (change?.at ?? null) : instance.placesChangedAt, saved, revision, now })
}

/** @throws ProblemError `changed-meanwhile`, unless the settings are as expected. */
export function assertExpectedSettings({ instance, saved, expected, now }: Omit<State, 'store'>): void {
  const revision = settingsRevision(instance)
  if (expected === null || expected.includes(revision)) return
  refuse({ what: 'settings-changed', at: instance.settingsChangedAt, saved, revision, now })
}

/** @throws ProblemError `changed-meanwhile`, unless the part of the page of notices is as expected. */
export function assertExpectedNotices(revision: string, expected: Expected): void {
  if (expected === null || expected.includes(revision)) return
  const changed = { what: 'settings-changed', secondsAgo: null, fingerprint: null, revision } as const
  throw new ProblemError('changed-meanwhile', 'This was changed meanwhile, so nothing was done.', { changed })
}

const WHAT: Record<ChangeEvent, Changed['what']> = {
  saved: 'key-saved',
  replaced: 'key-replaced',
  removed: 'key-removed',
  restored: 'key-restored',
}

const WORDS: Record<Changed['what'], string> = {
  'key-saved': 'A key was saved',
  'key-replaced': 'The key was replaced',
  'key-removed': 'The key was removed',
  'key-restored': 'A former key was put back',
  'settings-changed': 'The settings were changed',
}

type Found = { what: Changed['what']; at: number | null; saved: SavedKey; revision: string; now: number }

function refuse({ what, at, saved, revision, now }: Found): never {
  // our clock may have been set back since then
  const secondsAgo = at === null ? null : Math.max(0, Math.round((now - at) / 1000))
  const when = secondsAgo === null ? 'meanwhile' : `${secondsAgo} s ago`
  const found = saved ? `${saved.fingerprint} is saved now` : 'no key is saved now'
  const changed = { what, secondsAgo, fingerprint: saved?.fingerprint ?? null, revision }
  throw new ProblemError('changed-meanwhile', `${WORDS[what]} ${when}, so nothing was done: ${found}.`, { changed })
}
