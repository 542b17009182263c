import type { Connection } from '#contract/connection.ts'
import { KEY_NAME, readGlpiError, REPLACE_PLUGINS_NAME, type ProfileRight } from '#contract/glpi.ts'
import type { Snapshot } from '#domain/storage.ts'
import { legacyApi } from '../address.ts'
import { connectionsTo } from '../connections.ts'
import type { GlpiReply } from '../exchange.ts'
import { Failure } from '#net/failure.ts'
import { failureOfError } from '../failure.ts'
import { createLegacyRest, failureOfLegacyRest, type LegacyRest } from './legacy-rest.ts'
import { chooseProfile, otherProfiles, profilesSentence } from './profiles.ts'
import { reachOrShowCertificate } from '../reach.ts'
import type { InspectionRun } from '../inspection-run.ts'
import { storedKeyOf, type StoredKeyClues } from '../write-and-verify/stored-key.ts'
import { judgeStored, type CryptKey } from '../write-and-verify/judge-stored.ts'
import { ACCEPTED, type Sent, type ConnectionMethod } from '../connection-method.ts'

/** GLPI 10, not 11, stores `&#60;` for `<`, and a backslash before these others (seen with 10.0.19); no key has them. */
const CHANGED_BY_GLPI = /[&<>'"\\]/

export type RestOptions = {
  rest: NonNullable<Connection['rest']>
  tls?: Connection['tls']
  /** GLPI's own crypt key, where this machine has it: an inspection opens the stored value with it. */
  cryptKey?: () => Promise<CryptKey>
  now: () => number
}

/** GLPI's legacy REST API. It shows the stored value, encrypted: that it changed as it should is the proof of a write. */
export function createRestMethod({
  rest,
  tls,
  cryptKey = () => Promise.resolve(null),
  now,
}: RestOptions): ConnectionMethod {
  let watching: InspectionRun | null = null
  const connections = connectionsTo(tls)
  let opened: LegacyRest | null = null
  let signedIn: { right: ProfileRight | null } | null = null

  /** Made at the first question: a login that no header can hold is a failure of that. */
  const open = (): LegacyRest =>
    (opened ??= createLegacyRest({
      rest,
      connections,
      now,
      onReply: (reply) => watching?.addReply(reply),
    }))

  async function signIn(signal: AbortSignal): Promise<LegacyRest> {
    const api = open()
    if (signedIn) return api
    const first = await api.signIn(signal)
    signedIn = { right: rest.profile === undefined ? first : await chooseProfile(api, rest.profile, signal) }
    return api
  }

  async function right(signal: AbortSignal): Promise<ProfileRight> {
    const api = await signIn(signal)
    return signedIn?.right ?? api.configRight(signal)
  }

  /** What a session of GLPI 11 shows: it has encrypted its token, and decrypted the one it was given. A password shows only the former. */
  function shown(): StoredKeyClues {
    if (signedIn === null || !open().sealsSession()) return {}
    return { encrypts: true, glpiReads: rest.userToken !== undefined || rest.appToken !== undefined ? true : null }
  }

  async function put(key: string, signal: AbortSignal): Promise<Sent> {
    const api = await signIn(signal)
    if (CHANGED_BY_GLPI.test(key) && !api.sealsSession()) throw new Failure('key-unsendable', 'API_ESCAPES')
    return putSetting(api, KEY_NAME, key, signal)
  }

  return {
    kind: 'rest',
    sees: 'value',

    async inspect(run) {
      watching = run
      const { signal } = run
      const snapshot: Partial<Snapshot> = {}
      await run.walk(
        [
          ['glpi-reach', () => reachOrShowCertificate(() => open().reach(signal), legacyApi(rest.url), run)],
          [
            'glpi-sign-in',
            async () => {
              const api = await signIn(signal)
              // the session is open, whether or not the settings can be read
              Object.assign(snapshot, await api.settings(signal).catch(() => null))
              run.addFacts({ 'glpi-version': snapshot.version })
            },
          ],
          [
            'glpi-right',
            async () => {
              const { profile, ...rights } = await right(signal)
              snapshot.rights = rights
              const others = rights.update ? null : await otherProfiles(open(), profile, signal)
              run.addFacts({ profile, 'other-profiles': others?.join(', ') || null })
              return addRightFacts(run, rights)
            },
          ],
          [
            'glpi-stored',
            async () => {
              const file = await cryptKey()
              const row = await open().storedKey(signal)
              snapshot.stored = storedKeyOf(row, file, shown())
              if (row === 'untold') return { cause: 'stored-unproven' }
              // no key was saved, or it was emptied; a fault of the copy is shown nevertheless
              if (snapshot.stored.state === 'none')
                return file === 'missing' ? { cause: 'copy-unusable' } : { notNeeded: 'nothing-stored' }
              return judgeStored(row === 'none' ? null : row.value, file)
            },
          ],
        ],
        rest.userToken === undefined && rest.login === undefined ? 'no-token' : null,
      )
      watching = null
      return snapshot
    },

    async stored(signal) {
      const api = await signIn(signal)
      return storedKeyOf(await api.storedKey(signal), null, shown())
    },

    encrypts: () => shown().encrypts ?? null,

    async findWriteBlocker(signal) {
      const { read, update, profile } = await right(signal)
      if (read && update) return null
      const others = await otherProfiles(open(), profile, signal)
      return new Failure('right-missing', null, profilesSentence(profile, others))
    },

    write: put,
    remove: (signal) => put('', signal),
    setReplacePlugins: async (choice, signal) =>
      putSetting(await signIn(signal), REPLACE_PLUGINS_NAME, String(choice), signal),

    plugins: async (signal) => (await signIn(signal)).plugins(signal),

    async close() {
      await opened?.signOut().catch(() => undefined)
      signedIn = null
      await connections.close()
    },
  }
}

async function putSetting(api: LegacyRest, name: string, value: string, signal: AbortSignal): Promise<Sent> {
  const row = await api.writableRow(signal)
  try {
    return sentOf(await api.put(row, name, value, signal))
  } catch (error) {
    return { answer: 'unsure', failure: failureOfError(error) }
  }
}

/** To inspect, the account has to read. Whether it may also save is a fact beside it. */
function addRightFacts(run: InspectionRun, right: { read: boolean; update: boolean }) {
  run.addFacts({ rights: [right.read && 'read', right.update && 'update'].filter(Boolean).join(', ') || 'none' })
  return { cause: right.read ? null : ('right-missing' as const) }
}

/**
 * GLPI answers 400 ERROR_GLPI_UPDATE whether it saved or not; an empty message beside it is the better of the two. What the message
 * says is in the language of GLPI: that a right is missing is known before, from the session.
 */
function sentOf(reply: GlpiReply): Sent {
  const { status, json } = reply
  const error = readGlpiError(json)
  if (error?.code === 'ERROR_GLPI_UPDATE')
    return error.message === '' ? ACCEPTED : { answer: 'refused', failure: new Failure('stored-unproven', error.code) }
  if (error) return { answer: 'refused', failure: failureOfLegacyRest(reply) }
  if (status >= 200 && status < 300) return ACCEPTED
  // a page of something in between: GLPI may have received the request, or not
  return { answer: 'unsure', failure: failureOfLegacyRest(reply) }
}
