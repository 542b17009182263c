import type { DiagnosisForm, DiagnosisLine } from '#contract/diagnosis.ts'
import { fingerprintOf } from '#domain/fingerprint.ts'
import type { Diagnosis } from '#domain/diagnosis.ts'
import type { Inspection } from '#glpi/glpi.ts'
import type { DiagnoseOptions } from '#glpi-network/diagnose.ts'
import type { Checker } from '../checker.ts'
import type { Inspections } from '../glpi/inspections.ts'
import { sharedPartsOf, type Store } from '../store/database.ts'
import type { About, DiagnosisStore } from '../store/diagnoses.ts'
import type { InstanceStore, StoredInstance } from '../store/instances.ts'
import type { RegistrationStore } from '../store/registrations.ts'
import type { Vault } from '../vault.ts'
import type { VendorClock } from '../vendor-clock.ts'
import { uidOf, vendorPathOf } from '../vendor-path.ts'
import { knownStateOf, type LatestDiagnoses } from './latest-diagnoses.ts'
import { createReplicaRuns, type EmitLine, type RunWork } from './replica-runs.ts'
import { startShared, type SharedRun } from './shared-run.ts'

export type Diagnose = (options: DiagnoseOptions, emit: (line: DiagnosisLine) => void) => Promise<Diagnosis>

export type DiagnoserParts = {
  store: Store
  diagnose: Diagnose
  env: NonNullable<DiagnoseOptions['env']>
  checker: Checker
  inspections: Inspections
  instances: InstanceStore
  registrations: RegistrationStore
  latestDiagnoses: LatestDiagnoses
  diagnoses: DiagnosisStore
  vault: Vault
  vendorClock: VendorClock
  now: () => number
  /** One line of the gateway's log. */
  log: (line: string) => void
  report: (error: unknown) => void
}

type Asked = { instance: StoredInstance; form: DiagnosisForm; language: string; browserIsHere: boolean }

/** A key that is not saved has a run of its own, since that says nothing about the saved one. */
const runNameOf = ({ instance, form }: Asked): string =>
  form.key === undefined ? instance.id : `${instance.id} ${fingerprintOf(form.key)}`

/**
 * Runs diagnoses, at most one at a time for each key of an instance, whatever replica makes it. Later callers follow the same run from its
 * first line.
 */
export function createDiagnoser(parts: DiagnoserParts) {
  const { checker, inspections, registrations, diagnoses, vault, vendorClock, now, log, report } = parts
  /** What is followed here. */
  const runs = new Map<string, SharedRun>()
  const shared = sharedPartsOf(parts.store)
  const replicaRuns = shared && createReplicaRuns({ store: parts.store, locks: shared.locks, now, report })

  async function save(
    diagnosis: Diagnosis,
    { id }: StoredInstance,
    about: Pick<About, 'fingerprint' | 'isSaved' | 'settings'>,
  ): Promise<void> {
    const instance = await parts.instances.find(id)
    if (!instance) return
    const standing = knownStateOf(instance, await registrations.find(id))
    await diagnoses.save(id, diagnosis, { ...about, standing })
  }

  /** @returns the saved registration, and the text to diagnose: from the form, else the saved key. @throws ProblemError `secret-unreadable` */
  async function keyOf(instance: StoredInstance, form: Asked['form']) {
    const stored = await registrations.find(instance.id)
    return { stored, keyText: form.key ?? (stored && vault.open(stored.sealedKey, instance.id)) }
  }

  async function run(
    { instance, form, language, browserIsHere }: Asked,
    emit: EmitLine,
    signal: AbortSignal,
  ): Promise<void> {
    const { stored, keyText } = await keyOf(instance, form)
    const settings = await parts.latestDiagnoses.hashSettings(instance)
    if (signal.aborted) return
    const fingerprint = keyText === null ? null : fingerprintOf(keyText)
    const pause = await checker.pauseFor(instance, fingerprint)
    const { value: uid, from: uidFrom } = uidOf(instance)
    let end: DiagnosisLine | null = null
    const diagnosis = await parts.diagnose(
      {
        ...vendorPathOf(instance, vault),
        uid,
        ...(uidFrom && { uidFrom }),
        env: parts.env,
        clocks: form.browserClock ? [{ clock: 'browser', trusted: !browserIsHere, ...form.browserClock }] : [],
        keyText,
        language,
        pause,
        ...(instance.glpi && { after: (tell, until) => inspections.follow(instance.id, tell, until).then(found) }),
        signal,
        now,
      },
      (line) => {
        if (line.line === 'end') end = line
        else emit(line)
      },
    )
    if (end === null) return
    log(`diagnosis ${diagnosis.id}: ${diagnosis.conclusion.headline ?? 'nothing in the way'}`)
    const isSaved = stored !== null && fingerprint === stored.fingerprint
    // stored before the last line is sent: a client that reads that line asks for what is known now
    const observation = diagnosis.observation && vendorClock.toSteadyTime(diagnosis.observation)
    // what was not asked is in no history
    if (observation && !pause) await checker.noteAnswer(instance, fingerprint, observation)
    if (isSaved && observation && !pause)
      await checker.recordAnswer(instance, stored, observation, language).catch(report)
    await save(diagnosis, instance, { fingerprint, isSaved, settings }).catch(report)
    emit(end)
  }

  return {
    /** @throws ProblemError `secret-unreadable`, before there is a stream that could only break off. */
    async follow(asked: Asked, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
      await keyOf(asked.instance, asked.form)
      vendorPathOf(asked.instance, vault)
      const id = runNameOf(asked)
      const before = runs.get(id)
      if (before && !before.isStopped()) return before.follow(signal)
      const work: RunWork = (...how) => run(asked, ...how)
      const started = startShared(async (emit, stop) => {
        await before?.done
        await (replicaRuns ? replicaRuns.follow(id, work, emit, stop) : work(emit, stop)).catch(report)
      })
      runs.set(id, started)
      void started.done.then(() => runs.get(id) === started && runs.delete(id))
      return started.follow(signal)
    },

    async stop(): Promise<void> {
      // before those who follow them, who see what they have found
      await replicaRuns?.stop()
      const running = [...runs.values()]
      for (const each of running) each.stop()
      await Promise.all(running.map(({ done }) => done))
    },
  }
}
/** What an inspection of the GLPI adds to a diagnosis. */
const found = (inspection: Inspection | null) => ({ steps: inspection?.steps ?? [], clocks: inspection?.clocks ?? [] })

export type Diagnoser = ReturnType<typeof createDiagnoser>
