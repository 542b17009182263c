import { secretsOf } from '#contract/connection-secrets.ts'
import { methodsOf } from '#contract/connection.ts'
import { scrubFor, type Scrub } from '#contract/scrub/scrub.ts'
import { EMPTY_SNAPSHOT, type Snapshot, type MethodKind, type WriteOutcome, UNSEEN_KEY } from '#domain/storage.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Step } from '#domain/diagnosis.ts'
import type { ClockReading } from '#domain/clocks.ts'
import { scrubbedEvidence } from '#net/failure-evidence.ts'
import { Failure } from '#net/failure.ts'
import { failureOfError } from './failure.ts'
import type { OpenGlpi, GlpiOptions, SettingFailure } from './glpi.ts'
import { unchangedOutcome } from './write-and-verify/outcome.ts'
import { createProof } from './write-and-verify/proof.ts'
import { removeKey } from './write-and-verify/remove.ts'
import { startInspectionRun } from './inspection-run.ts'
import { inspectByMethod } from './inspect-by-method.ts'
import type { ConnectionMethod } from './connection-method.ts'
import { setKey, type WriteOptions } from './write-and-verify/write.ts'
import { createConsoleMethod } from './console/console.ts'
import { createDatabaseMethod } from './database/database.ts'
import { createRestMethod } from './rest/rest.ts'
import { createRestV2Method } from './rest-v2/rest-v2.ts'

/** The methods that read a key back, strongest first. One that sees the crypt key proves more than one that sees the stored value. */
const BY_STRENGTH: readonly MethodKind[] = ['database', 'console', 'rest', 'rest-v2']

/** A key that was written with a copy of the crypt key is better read with GLPI's own file. */
const AFTER_DATABASE: readonly MethodKind[] = ['console', 'database', 'rest']

/** What keeps a key from being encrypted keeps no other setting from being saved. */
const ABOUT_ENCRYPTION = new Set<CauseCode>(['crypt-key-missing', 'copy-unusable', 'copy-does-not-fit'])

const noMethod = () => unchangedOutcome(new Failure('glpi-unreachable', 'NO_WAY'))

export const openGlpi: OpenGlpi = (options) => {
  const { connection, allowKeyAsArgument = false } = options
  const kinds = methodsOf(connection)
  const opened = new Map<MethodKind, ConnectionMethod>()

  function open(kind: MethodKind): ConnectionMethod {
    const method = opened.get(kind) ?? createMethod(kind, options)
    opened.set(kind, method)
    return method
  }

  function writeOptions(): WriteOptions | null {
    const writer = connection.write ?? kinds[0]
    if (writer === undefined || !kinds.includes(writer)) return null
    const readers = connection.prove ? [connection.prove] : writer === 'database' ? AFTER_DATABASE : BY_STRENGTH
    const proof = createProof(
      readers
        .filter((kind) => kinds.includes(kind))
        .map(open)
        .filter(({ sees }) => sees !== 'nothing'),
    )
    return { writer: open(writer), proof, allowKeyAsArgument }
  }

  /** What others answered may quote what was sent to them. */
  function scrubbed({ evidence, ...outcome }: WriteOutcome, key?: string): WriteOutcome {
    if (evidence === undefined) return outcome
    const secrets = [...secretsOf(connection), ...(key === undefined ? [] : [key])]
    return { ...outcome, evidence: scrubbedEvidence(evidence, scrubFor(secrets)) }
  }

  function settingFailure({ cause, errorCode, evidence }: Failure): SettingFailure {
    if (!evidence) return { cause, errorCode }
    return { cause, errorCode, evidence: scrubbedEvidence(evidence, scrubFor(secretsOf(connection))) }
  }

  return {
    methods: kinds,

    async inspect(emit, signal) {
      const scrub = scrubFor(secretsOf(connection))
      const shared = { emit, signal, scrub, steps: [] as Step[], clocks: [] as ClockReading[] }
      let snapshot: Snapshot = EMPTY_SNAPSHOT
      let encrypts = false
      for (const kind of kinds.toSorted((a, b) => BY_STRENGTH.indexOf(a) - BY_STRENGTH.indexOf(b))) {
        const run = startInspectionRun({ ...shared, prefix: kinds.length > 1 ? `${kind}:` : '' })
        const method = open(kind)
        const seen = shownValues(await method.inspect(run), scrub)
        const stored = seen.stored && (await inspectByMethod(method, seen.stored, signal).catch(() => seen.stored))
        snapshot = mergeSnapshots(snapshot, { ...seen, ...(stored && { stored }) })
        encrypts ||= method.encrypts?.() === true
      }
      return { snapshot: settleSnapshot(snapshot, encrypts), steps: shared.steps, clocks: shared.clocks }
    },

    async set(key, signal) {
      const how = writeOptions()
      return how ? scrubbed(await setKey(how, key, signal), key) : noMethod()
    },

    async remove(signal) {
      const how = writeOptions()
      return how ? scrubbed(await removeKey(how, signal)) : noMethod()
    },

    async setReplacePlugins(choice, signal) {
      const how = writeOptions()
      if (!how?.writer.setReplacePlugins) return settingFailure(new Failure('glpi-unreachable', 'NO_WAY'))
      try {
        const found = await how.writer.findWriteBlocker(signal)
        const blocker = typeof found === 'string' ? new Failure(found) : found
        if (blocker && !ABOUT_ENCRYPTION.has(blocker.cause)) return settingFailure(blocker)
        const sent = await how.writer.setReplacePlugins(choice, signal)
        // without a clear answer it may have been done, which the next inspection shows
        return sent.answer === 'refused' ? settingFailure(sent.failure) : null
      } catch (error) {
        return settingFailure(failureOfError(error))
      }
    },

    async plugins(signal) {
      let failure: SettingFailure | null = null
      for (const method of kinds.map(open)) {
        try {
          const plugins = await method.plugins?.(signal)
          if (plugins) return { by: method.kind, plugins }
        } catch (error) {
          failure ??= settingFailure(failureOfError(error))
        }
      }
      return failure
    },

    async close() {
      await Promise.all([...opened.values()].map((method) => method.close()))
      opened.clear()
    },
  }
}

/** In characters: GLPI's own are a third of that. */
const LONGEST_VALUE = 120

/** What a GLPI says of itself is shown on pages and terminals: as text, of a length, and without a secret that comes back in it. */
function shownValues(seen: Partial<Snapshot>, scrub: Scrub): Partial<Snapshot> {
  const shown = { ...seen }
  for (const name of ['version', 'uid', 'installMode'] as const) {
    const value = seen[name]
    if (value) shown[name] = scrub(value).slice(0, LONGEST_VALUE) || null
  }
  if (seen.proxy) shown.proxy = { ...seen.proxy, host: scrub(seen.proxy.host) }
  return shown
}

/** What one method saw, completed by what the next one sees. */
function mergeSnapshots(known: Snapshot, more: Partial<Snapshot>): Snapshot {
  return {
    version: known.version ?? more.version ?? null,
    uid: known.uid ?? more.uid ?? null,
    installMode: known.installMode ?? more.installMode ?? null,
    rights: known.rights ?? more.rights ?? null,
    proxy: known.proxy ?? more.proxy ?? null,
    proxyExclusions: known.proxyExclusions ?? more.proxyExclusions ?? null,
    vendorReach: known.vendorReach ?? more.vendorReach ?? null,
    replacePlugins: known.replacePlugins ?? more.replacePlugins ?? null,
    marketplaceEnabled: known.marketplaceEnabled ?? more.marketplaceEnabled ?? null,
    directoryWritable: known.directoryWritable ?? more.directoryWritable ?? null,
    cryptKey: known.cryptKey ?? more.cryptKey ?? null,
    stored: known.stored.state === 'unseen' ? (more.stored ?? known.stored) : known.stored,
  }
}

/**
 * An empty value is no fault where GLPI is seen to be able to encrypt, whichever method saw that: by its crypt key, or by a session of
 * GLPI 11. @param encrypts one of them saw it.
 */
function settleSnapshot(snapshot: Snapshot, encrypts: boolean): Snapshot {
  const { stored, cryptKey } = snapshot
  const isEmptied = stored.state === 'blank' && stored.cause === 'stored-blank' && (encrypts || cryptKey === 'sound')
  return isEmptied ? { ...snapshot, stored: { ...stored, state: 'none', cause: null } } : snapshot
}

/** A method as the connection describes it. Nothing is opened yet. */
function createMethod(kind: MethodKind, options: GlpiOptions): ConnectionMethod {
  const { connection, servicesUrl, allowKeyAsArgument, now = Date.now } = options
  const { rest, restV2, console, database, tls } = connection
  if (kind === 'rest' && rest) return createRestMethod({ rest, tls, now })
  if (kind === 'rest-v2' && restV2) return createRestV2Method({ restV2, tls, now })
  if (kind === 'console' && console) return createConsoleMethod({ console, servicesUrl, allowKeyAsArgument, now })
  if (kind === 'database' && database) return createDatabaseMethod(database)
  return missing(kind)
}

const fail = () => Promise.reject(new Failure('glpi-unreachable', 'NO_WAY'))

/** A method that is not configured. */
function missing(kind: MethodKind): ConnectionMethod {
  return {
    kind,
    sees: 'nothing',
    inspect: async () => ({}),
    stored: async () => UNSEEN_KEY,
    findWriteBlocker: fail,
    write: fail,
    remove: fail,
    close: async () => undefined,
  }
}
