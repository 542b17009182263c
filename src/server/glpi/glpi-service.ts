import type { Connection } from '#contract/connection.ts'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { pauseAfterInspection } from '#domain/recheck.ts'
import type { ReplacePlugins, WriteOutcome } from '#domain/storage.ts'
import { NOTHING_REMEMBERED, reconcileStoredKey } from '#domain/reconcile-stored-key.ts'
import { withDeadline } from '#net/deadline.ts'
import type { Glpi, Inspection, OpenGlpi, SeenPlugins, SettingFailure } from '#glpi/glpi.ts'
import { recordAudit } from '../store/audit.ts'
import type { Store } from '../store/database.ts'
import { glpiStore, type SavedKeyFacts, type StoredGlpi } from '../store/glpis.ts'
import type { StoredInstance } from '../store/instances.ts'
import type { Vault } from '../vault.ts'
import { connectionPlace, proxyPlace } from '../sealed-places.ts'
import { causeOfInspection, causeOfUnseen, evidenceOfInspection, proxyAddress, seenAfter } from './inspection-record.ts'
import { methodsToInspect, methodsToWrite } from './usable-methods.ts'

const INSPECTION_MS = 20_000
/** A console over ssh is slow, and the outcome of an aborted write is unknown. */
const WRITE_MS = 60_000

const outOfTime = () => new DOMException('The inspection took too long.', 'TimeoutError')

type Emit = (line: DiagnosisLine) => void

/** An inspection, and the instance as it is known since. */
export type RecordedInspection = { inspection: Inspection; instance: StoredInstance }

export type GlpiServiceParts = {
  store: Store
  vault: Vault
  openGlpi: () => Promise<OpenGlpi>
  consoleAllowed: boolean
  /** Called after something about an instance was stored. */
  publishChange: (instanceId: string) => void
  now: () => number
  random: () => number
}

/** The GLPIs behind instances. Callers serialise access to each of them: see instance-locks.ts. */
export function createGlpiService(parts: GlpiServiceParts) {
  const { store, vault, openGlpi, consoleAllowed, publishChange, now, random } = parts
  const stopper = new AbortController()
  const stopping: AbortSignal = stopper.signal

  async function withGlpi<T>(
    connection: Connection,
    { servicesUrl }: Pick<StoredInstance, 'servicesUrl'>,
    work: (glpi: Glpi) => Promise<T>,
  ): Promise<T> {
    const glpi = (await openGlpi())({ connection, servicesUrl, allowKeyAsArgument: false, now })
    return work(glpi).finally(() => glpi.close())
  }

  // `seal` below takes nothing but a connection
  const openConnection = (id: string, sealed: string): Connection => JSON.parse(vault.open(sealed, connectionPlace(id)))

  /** null: no GLPI is connected. @throws ProblemError `secret-unreadable` */
  async function connectionOf(id: string): Promise<Connection | null> {
    const sealed = await glpiStore(store).sealedConnection(id)
    return sealed === null ? null : openConnection(id, sealed)
  }

  /** For what goes on without the connection, where it cannot be decrypted. */
  async function readConnection(id: string): Promise<{ connection: Connection | null; isUnreadable: boolean }> {
    const sealed = await glpiStore(store).sealedConnection(id)
    const isUnreadable = sealed !== null && !vault.opens(sealed, connectionPlace(id))
    return { connection: sealed === null || isUnreadable ? null : openConnection(id, sealed), isUnreadable }
  }

  async function inspectBy(
    connection: Connection,
    at: Pick<StoredInstance, 'servicesUrl'>,
    emit: Emit,
    signal: AbortSignal,
  ) {
    return withDeadline({ ms: INSPECTION_MS, signal }, outOfTime, (limited) =>
      withGlpi(connection, at, (glpi) => glpi.inspect(emit, limited)),
    )
  }

  /** @returns what is stored then; null where no GLPI is connected any more. */
  function record(id: string, inspection: Inspection, connection: Connection): Promise<StoredGlpi | null> {
    return store.transaction().execute(async (transaction) => {
      const glpis = glpiStore(transaction)
      // read again: the command line may have written a key meanwhile
      const found = await glpis.findWithKey(id)
      if (found === null) return null
      const { glpi: before, ours } = found
      const after = glpiAfter(inspection, before, ours, now())
      const { proxy } = inspection.snapshot
      const address = proxyAddress(proxy, connection)
      const sealedProxy =
        proxy === null ? before.sealedProxy : address === null ? null : vault.seal(address, proxyPlace(id))
      const nextInspectionAt = Math.round(now() + pauseAfterInspection(after.failures, random()))
      const [from, to] = [storageOf(before), storageOf(after)]
      const key = { before: ours?.fingerprint ?? null, after: ours?.fingerprint ?? null }
      if (from !== to)
        await recordAudit(transaction, { action: 'storage-change', instance: id, ...key, facts: { from, to } }, now())
      return glpis.recordInspection(id, { ...after, sealedProxy, nextInspectionAt })
    })
  }

  async function write(instance: StoredInstance, work: (glpi: Glpi, signal: AbortSignal) => Promise<WriteOutcome>) {
    const connection = await connectionOf(instance.id)
    if (connection === null) return null
    return withGlpi(methodsToWrite(connection, consoleAllowed), instance, (glpi) =>
      work(glpi, AbortSignal.timeout(WRITE_MS)),
    )
  }

  return {
    readConnection,
    seal: (id: string, connection: Connection): string => vault.seal(JSON.stringify(connection), connectionPlace(id)),

    /**
     * Inspects a GLPI, and stores what was seen.
     * @returns null where there is no GLPI, its connection cannot be decrypted, or no method may be used.
     */
    async inspect(instance: StoredInstance, emit: Emit, signal: AbortSignal): Promise<RecordedInspection | null> {
      const { connection: stored } = signal.aborted ? NO_CONNECTION : await readConnection(instance.id)
      const connection = stored && methodsToInspect(stored, consoleAllowed)
      if (connection === null) return null
      const inspection = await inspectBy(connection, instance, emit, signal)
      const glpi = signal.aborted ? instance.glpi : await record(instance.id, inspection, connection)
      if (!signal.aborted) publishChange(instance.id)
      return { inspection, instance: { ...instance, glpi } }
    },

    /** Inspects by a connection that is not stored, and stores nothing. */
    inspectBy,

    /** null: no GLPI is connected. @throws ProblemError `console-not-allowed` */
    set: (instance: StoredInstance, key: string) => write(instance, (glpi, signal) => glpi.set(key, signal)),
    remove: (instance: StoredInstance) => write(instance, (glpi, signal) => glpi.remove(signal)),

    /** null: it was sent, and the next inspection shows what came of it. @throws ProblemError `console-not-allowed` */
    setReplacePlugins: async (instance: StoredInstance, choice: ReplacePlugins): Promise<SettingFailure | null> => {
      const connection = await connectionOf(instance.id)
      if (connection === null) return NOT_CONNECTED
      return withGlpi(methodsToWrite(connection, consoleAllowed), instance, (glpi) =>
        glpi.setReplacePlugins
          ? glpi.setReplacePlugins(choice, AbortSignal.timeout(WRITE_MS))
          : Promise.resolve(NOT_CONNECTED),
      )
    },

    /** null: no GLPI is connected, or no method of its connection shows them. */
    installedPlugins: async (instance: StoredInstance): Promise<SeenPlugins | SettingFailure | null> => {
      const stored = await connectionOf(instance.id)
      const connection = stored && methodsToInspect(stored, consoleAllowed)
      if (connection === null) return null
      const limit = AbortSignal.any([stopping, AbortSignal.timeout(INSPECTION_MS)])
      return withGlpi(connection, instance, async (glpi) => (await glpi.plugins?.(limit)) ?? null)
    },

    /** Aborted when the gateway stops: ends inspections that nobody watches. */
    stopping,
    stop: (): void => stopper.abort(),
  }
}

/** What an inspection may find changed of the stored key. */
const storageOf = ({ storage, holdsAnother }: Pick<StoredGlpi, 'storage' | 'holdsAnother'>): string =>
  holdsAnother ? 'another' : storage

const NO_CONNECTION = { connection: null }
const NOT_CONNECTED: SettingFailure = { cause: 'glpi-unreachable', errorCode: 'NO_WAY' }

export type GlpiService = ReturnType<typeof createGlpiService>

/** What is known of a GLPI after an inspection. */
export function glpiAfter(
  inspection: Inspection,
  before: StoredGlpi,
  ours: SavedKeyFacts | null,
  at: number,
): StoredGlpi {
  const inspectionCause = causeOfInspection(inspection.steps) ?? causeOfUnseen(inspection)
  const ourKey = ours && { fingerprint: ours.fingerprint, length: ours.keyLength }
  return {
    ...before,
    ...reconcileStoredKey(inspection.snapshot.stored, ourKey, before, at),
    ...seenAfter(inspection, before, at),
    attemptedAt: at,
    inspectionCause,
    inspectionEvidence: evidenceOfInspection(inspection.steps),
    failures: inspectionCause === null ? 0 : before.failures + 1,
  }
}

export const unseenGlpi = (methods: StoredGlpi['methods']): StoredGlpi => ({
  ...NOTHING_REMEMBERED,
  methods,
  seen: null,
  sealedProxy: null,
  seenAt: null,
  attemptedAt: null,
  inspectionCause: null,
  inspectionEvidence: null,
  failures: 0,
  givenFingerprint: null,
  writeDue: false,
})
