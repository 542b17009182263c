import type { Connection } from '#contract/connection.ts'
import { KEY_NAME, REPLACE_PLUGINS_NAME } from '#contract/glpi.ts'
import { readV2Error } from '#contract/glpi-v2.ts'
import { UNSEEN_KEY, type Snapshot, type StoredKey } from '#domain/storage.ts'
import { glpiBase } from '../address.ts'
import { connectionsTo } from '../connections.ts'
import type { GlpiReply } from '../exchange.ts'
import { failureOfError } from '../failure.ts'
import { reachOrShowCertificate } from '../reach.ts'
import type { InspectionRun } from '../inspection-run.ts'
import { createV2Api } from './v2-api.ts'
import { failureOfV2 } from './v2-failure.ts'
import { ACCEPTED, type Sent, type ConnectionMethod } from '../connection-method.ts'

export type RestV2Options = {
  restV2: NonNullable<Connection['restV2']>
  tls?: Connection['tls']
  now: () => number
}

/** GLPI 11's API v2. It takes a key and shows only whether there is a row for one, so that another method has to prove a key. */
export function createRestV2Method({ restV2, tls, now }: RestV2Options): ConnectionMethod {
  const { url, clientId, clientSecret = '', login, password = '' } = restV2
  let watching: InspectionRun | null = null
  let signedIn = false
  const base = glpiBase(url)
  const connections = connectionsTo(tls)
  const api = createV2Api({ base, connections, now, onReply: (reply) => watching?.addReply(reply) })

  async function signIn(signal: AbortSignal): Promise<void> {
    if (!signedIn) await api.signIn({ clientId, clientSecret, login, password }, signal)
    signedIn = true
  }

  async function send(signal: AbortSignal, ask: () => Promise<GlpiReply>, dropping = false): Promise<Sent> {
    await signIn(signal)
    try {
      return sentOf(await ask(), dropping)
    } catch (error) {
      return { answer: 'unsure', failure: failureOfError(error) }
    }
  }

  /** 404: there is no row. 403: there is one, which may be empty. */
  const stored = async (signal: AbortSignal): Promise<StoredKey> =>
    saysNoRow(await api.askForKey(signal)) ? { ...UNSEEN_KEY, state: 'none' } : UNSEEN_KEY

  return {
    kind: 'rest-v2',
    sees: 'row',

    async inspect(run) {
      watching = run
      const snapshot: Partial<Snapshot> = {}
      await run.walk([
        ['glpi-reach', () => reachOrShowCertificate(() => api.reach(run.signal), base, run)],
        ['glpi-sign-in', () => signIn(run.signal)],
        [
          'glpi-right',
          async () => {
            Object.assign(snapshot, await api.settings(run.signal))
            // where the settings cannot be read, "not found" may be the answer to anything
            snapshot.stored = await stored(run.signal).catch(() => UNSEEN_KEY)
            run.addFacts({ 'glpi-version': snapshot.version, rights: 'read' })
          },
        ],
      ])
      watching = null
      return snapshot
    },

    async stored(signal) {
      await signIn(signal)
      return stored(signal)
    },

    // GLPI had to decrypt the secret of the OAuth client to give a token
    encrypts: () => (signedIn && clientSecret !== '' ? true : null),

    async findWriteBlocker(signal) {
      await signIn(signal)
      // throws for a token that does not arrive, for an API that is off and for a right that is missing; whether the account may save
      // too, only a write shows
      await api.settings(signal)
      return null
    },

    write: (key, signal) => send(signal, () => api.patch(KEY_NAME, key, signal)),

    remove: (signal, provable) =>
      provable ? send(signal, () => api.patch(KEY_NAME, '', signal)) : send(signal, () => api.deleteKey(signal), true),

    setReplacePlugins: (choice, signal) => send(signal, () => api.patch(REPLACE_PLUGINS_NAME, String(choice), signal)),

    async plugins(signal) {
      await signIn(signal)
      return api.plugins(signal)
    },

    close: () => connections.close(),
  }
}

const saysNoRow = ({ status, json }: GlpiReply): boolean =>
  status === 404 && readV2Error(json) === 'ERROR_ITEM_NOT_FOUND'

/** @param dropping to drop a row that is not there is done. */
function sentOf(reply: GlpiReply, dropping: boolean): Sent {
  const { status, json } = reply
  if (status >= 200 && status < 300) return ACCEPTED
  const code = readV2Error(json)
  if (dropping && saysNoRow(reply)) return ACCEPTED
  const failure = failureOfV2(reply)
  return code !== null || (status >= 400 && status < 500)
    ? { answer: 'refused', failure }
    : { answer: 'unsure', failure }
}
