import { placeText, shownGlpiProxy } from '#contract/glpi-proxy.ts'
import type { Seen } from '#contract/scrub/facts.ts'
import type { PathState } from '#domain/diagnosis.ts'
import type { StoredKey } from '#domain/storage.ts'
import type { Found, Run } from '../run.ts'
import type { Answer, PathSeen } from './answer.ts'
import { storedThere } from './stored-there.ts'
import { vendorSteps } from './vendor-steps.ts'

/** What the probe found on GLPI's own machine, as steps. */
export async function hostSteps(run: Run, answer: Answer): Promise<void> {
  const { php, vendor, database } = answer
  await run.step('php', async () => phpFound(answer), 'host')
  if (vendor) await vendorSteps(run, vendor, database.error === null ? database.proxy : false)
  await run.step('glpi-settings', async () => settingsFound(answer), 'host')
  await run.step('glpi-file', async () => fileFound(answer), 'host')
  if (database.error === null) await run.step('glpi-stored', async () => storedFound(storedThere(answer)), 'host')
  else run.skip('glpi-stored', 'earlier-failure', 'host')
  await run.step('directory', async () => directoryFound(answer.directory, php.user), 'host')
}

const phpFound = ({ php }: Answer): Found => ({
  failed: php.missing.length > 0,
  facts: { 'php-version': php.version, 'missing-extensions': php.missing.join(', ') || null },
})

function settingsFound({ glpi, database }: Answer): Found {
  const facts: Seen = { 'glpi-version': glpi.version, 'install-mode': glpi.installMode }
  if (glpi.version === null) return { cause: 'glpi-unreachable', facts: { 'error-code': 'NO_GLPI' } }
  if (database.error !== null) return { cause: 'glpi-unreachable', facts: { ...facts, 'error-code': database.error } }
  const { proxy } = database
  return { facts: { ...facts, proxy: proxy ? placeText(shownGlpiProxy(proxy)) : null } }
}

function fileFound({ keyFile: { path, sound, seen }, php }: Answer): Found {
  const state: PathState = sound ? 'sound' : seen === null ? 'missing' : seen.readable ? 'wrong-length' : 'unreadable'
  return { cause: sound ? null : 'crypt-key-missing', facts: pathFacts(path, state, seen, php.user) }
}

function directoryFound({ path, seen }: Answer['directory'], user: string | null): Found {
  const state: PathState = seen === null ? 'missing' : seen.writable ? 'writable' : 'read-only'
  return { failed: state !== 'writable', facts: pathFacts(path, state, seen, user) }
}

const pathFacts = (path: string, state: PathState, seen: PathSeen, user: string | null): Seen => ({
  path,
  state,
  owner: seen?.owner,
  mode: seen?.mode,
  user,
})

/** As a look by any other way tells it. */
export function storedFound({ state, cause, fingerprint, length }: StoredKey): Found {
  if (state === 'none' && cause === null) return { notNeeded: 'nothing-stored' }
  return { cause, facts: { fingerprint, length: length === null ? null : String(length) } }
}
