import type { Connection } from '#contract/connection.ts'
import { readGlpiError, type ConfigRight } from '#contract/glpi.ts'
import type { Sight } from '#domain/storage.ts'
import { legacyApi } from './address.ts'
import { restCredentials } from './credentials.ts'
import type { Reply } from './exchange.ts'
import { failureOfCode, failureOfError, GlpiFailure } from './failure.ts'
import { createLegacyRest } from './legacy-rest.ts'
import type { Run } from './run.ts'
import { storedKeyOf, type Beside } from './stored-key.ts'
import { judgeStored, type CryptKey } from './stored.ts'
import { ACCEPTED, type Sent, type Way } from './way.ts'

/** GLPI 10, not 11, stores `&#60;` for `<`, and a backslash before these others (seen with 10.0.19); no key has them. */
const CHANGED_BY_GLPI = /[&<>'"\\]/

export type RestOptions = {
  rest: NonNullable<Connection['rest']>
  /** Where this machine has GLPI's own crypt key, what a look finds is opened with it. */
  cryptKey?: () => Promise<CryptKey>
  now: () => number
}

/** GLPI's legacy REST API. It shows the stored value, encrypted: that it changed as it should is the proof of a write. */
export function createRestWay({ rest, cryptKey = () => Promise.resolve(null), now }: RestOptions): Way {
  let watching: Run | null = null
  const api = createLegacyRest({ api: legacyApi(rest.url), now, heard: (reply) => watching?.hear(reply) })
  let signedIn: { right: ConfigRight | null } | null = null

  async function signIn(signal: AbortSignal): Promise<void> {
    signedIn ??= { right: await api.signIn(restCredentials(rest), signal) }
  }

  async function right(signal: AbortSignal): Promise<ConfigRight> {
    await signIn(signal)
    return signedIn?.right ?? api.configRight(signal)
  }

  /** What a session of GLPI 11 shows: it has encrypted its token, and decrypted the one it was given. A password shows only the former. */
  function shown(): Beside {
    if (signedIn === null || !api.sealsSession()) return {}
    return { encrypts: true, glpiReads: rest.userToken !== undefined || rest.appToken !== undefined ? true : null }
  }

  async function put(key: string, signal: AbortSignal): Promise<Sent> {
    await signIn(signal)
    if (CHANGED_BY_GLPI.test(key) && !api.sealsSession()) throw new GlpiFailure('key-unsendable', 'API_ESCAPES')
    const row = await api.writableRow(signal)
    try {
      return sentOf(await api.put(row, key, signal))
    } catch (error) {
      return { answer: 'unsure', failure: failureOfError(error) }
    }
  }

  return {
    kind: 'rest',
    sees: 'value',

    async look(run) {
      watching = run
      const { signal } = run
      const sight: Partial<Sight> = {}
      await run.walk(
        [
          ['glpi-reach', () => api.reach(signal)],
          [
            'glpi-sign-in',
            async () => {
              await signIn(signal)
              // the session stands; settings that are not told change nothing about that
              Object.assign(sight, await api.settings(signal).catch(() => null))
              run.see({ 'glpi-version': sight.version })
            },
          ],
          [
            'glpi-right',
            async () => {
              sight.rights = await right(signal)
              return toldOfRight(run, sight.rights)
            },
          ],
          [
            'glpi-stored',
            async () => {
              const file = await cryptKey()
              const row = await api.storedKey(signal)
              sight.stored = storedKeyOf(row, file, shown())
              if (row === 'untold') return { cause: 'stored-unproven' }
              // nobody has saved one, or it was emptied; what is the matter with the copy shows all the same
              if (sight.stored.state === 'none')
                return file === 'missing' ? { cause: 'copy-unusable' } : { notNeeded: 'nothing-stored' }
              return judgeStored(row === 'none' ? null : row.value, file)
            },
          ],
        ],
        rest.userToken === undefined && rest.login === undefined ? 'no-token' : null,
      )
      watching = null
      return sight
    },

    async stored(signal) {
      await signIn(signal)
      return storedKeyOf(await api.storedKey(signal), null, shown())
    },

    encrypts: () => shown().encrypts ?? null,

    async mayWrite(signal) {
      const { read, update } = await right(signal)
      return read && update ? null : 'right-missing'
    },

    write: put,
    remove: (signal) => put('', signal),

    async close() {
      await api.signOut().catch(() => undefined)
      signedIn = null
    },
  }
}

/** To look takes no more than to read; whether the account may also save is told beside it. */
function toldOfRight(run: Run, right: ConfigRight) {
  run.see({ rights: [right.read && 'read', right.update && 'update'].filter(Boolean).join(', ') || 'none' })
  return { cause: right.read ? null : ('right-missing' as const) }
}

/**
 * GLPI answers 400 ERROR_GLPI_UPDATE whether it saved or not; an empty message beside it is the better of the two. What the message
 * says is in the language of GLPI: that a right is missing is known before, from the session.
 */
function sentOf({ status, json }: Reply): Sent {
  const error = readGlpiError(json)
  if (error?.code === 'ERROR_GLPI_UPDATE')
    return error.message === ''
      ? ACCEPTED
      : { answer: 'refused', failure: new GlpiFailure('stored-unproven', error.code) }
  if (error) return { answer: 'refused', failure: failureOfCode(error.code) }
  if (status >= 200 && status < 300) return ACCEPTED
  // a page of something in between: GLPI may have heard of it, or not
  return { answer: 'unsure', failure: new GlpiFailure('glpi-unreachable', `HTTP_${status}`) }
}
