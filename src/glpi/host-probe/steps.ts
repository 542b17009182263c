import { placeText, shownGlpiProxy } from '#contract/glpi-proxy.ts'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { Reason } from '#domain/diagnosis.ts'
import type { StoredKey } from '#domain/storage.ts'
import type { Failure } from '#net/failure.ts'
import type { StepResult, InspectionRun } from '../inspection-run.ts'
import type { ProbeOutput } from './answer.ts'
import { consoleBlocker, failureOfDatabaseThere, NO_GLPI, rightsOf } from './console-rights.ts'
import { fileState, folderState, pathFacts } from './path-state.ts'
import { storedKeyOfProbe } from './stored-there.ts'
import { vendorSteps } from './vendor-steps.ts'

/** What the probe found on GLPI's own machine, as steps. @param refusal of GLPI's console, where it was asked. */
export async function hostSteps(run: InspectionRun, answer: ProbeOutput, refusal: Failure | null): Promise<void> {
  const { php, vendor, database } = answer
  await run.step('php', async () => phpResult(answer), 'host')
  if (vendor && database.error === null) await vendorSteps(run, vendor, database.proxy)
  else await run.step('resolve', async () => ({ notNeeded: reasonNotAsked(php.missing) }), 'host')
  await run.step('glpi-settings', async () => settingsResult(answer), 'host')
  await run.step('glpi-right', async () => rightResult(answer, refusal), 'host')
  await run.step('glpi-file', async () => fileResult(answer), 'host')
  if (database.error === null) await run.step('glpi-stored', async () => storedResult(storedKeyOfProbe(answer)), 'host')
  else run.skip('glpi-stored', 'earlier-failure', 'host')
  await run.step('directory', async () => directoryResult(answer), 'host')
}

/** Why GLPI Network was not asked from that machine: without the database, nobody knows the proxy that GLPI would use. */
const reasonNotAsked = (missingExtensions: readonly string[]): Reason =>
  missingExtensions.includes('curl') ? 'no-curl' : 'proxy-unknown'

const phpResult = ({ php }: ProbeOutput): StepResult => ({
  failed: php.missing.length > 0,
  facts: { 'php-version': php.version, 'missing-extensions': php.missing.join(', ') || null },
})

function settingsResult({ glpi, database }: ProbeOutput): StepResult {
  const facts: SeenFacts = { 'glpi-version': glpi.version, 'install-mode': glpi.installMode }
  if (glpi.version === null) return { cause: 'command-failed', facts: { 'error-code': NO_GLPI } }
  if (database.error !== null) {
    const { cause, errorCode } = failureOfDatabaseThere(database.error)
    return { cause, facts: { ...facts, 'error-code': errorCode } }
  }
  const { proxy } = database
  return { facts: { ...facts, proxy: proxy ? placeText(shownGlpiProxy(proxy)) : null } }
}

/** Whether GLPI's console would do its work, for the user of the command. */
function rightResult(answer: ProbeOutput, refusal: Failure | null): StepResult {
  const blocker = refusal ?? consoleBlocker(answer)
  const facts: SeenFacts = {
    user: answer.php.user,
    'judged-for': answer.judgedFor?.user,
    'judged-by': answer.judgedFor?.from,
  }
  if (blocker) {
    const { cause, errorCode, evidence } = blocker
    return { cause, facts: { ...facts, 'error-code': errorCode, said: evidence.said } }
  }
  const rights = rightsOf(answer)
  return { facts: { ...facts, rights: rights && 'read, update' } }
}

function fileResult(answer: ProbeOutput): StepResult {
  const state = fileState(answer.keyFile.seen)
  const isFaulty = state !== 'sound' && state !== 'unknown'
  return { cause: isFaulty ? 'crypt-key-missing' : null, facts: pathFacts(answer.keyFile, state, answer) }
}

function directoryResult(answer: ProbeOutput): StepResult {
  const state = folderState(answer.directory.seen)
  return { failed: state === 'read-only' || state === 'missing', facts: pathFacts(answer.directory, state, answer) }
}

/** As an inspection by any other method shows it. */
export function storedResult({ state, cause, fingerprint, length }: StoredKey): StepResult {
  if (state === 'none' && cause === null) return { notNeeded: 'nothing-stored' }
  return { cause, facts: { fingerprint, length: length === null ? null : String(length) } }
}
