import type { Connection } from '#contract/connection.ts'
import { readV2Error } from '#contract/glpi-v2.ts'
import { UNSEEN_KEY, type Sight } from '#domain/storage.ts'
import { glpiBase } from './address.ts'
import type { Reply } from './exchange.ts'
import { failureOfError, GlpiFailure } from './failure.ts'
import type { Run } from './run.ts'
import { createV2Api, failureOfV2 } from './v2-api.ts'
import { ACCEPTED, type Sent, type Way } from './way.ts'

export type RestV2Options = { restV2: NonNullable<Connection['restV2']>; now: () => number }

/** GLPI 11's API v2.1. It takes a key and shows nothing of what it stored, so that another way has to prove it. */
export function createRestV2Way({ restV2, now }: RestV2Options): Way {
  const { url, clientId, clientSecret = '', login, password = '' } = restV2
  let watching: Run | null = null
  let signedIn = false
  const api = createV2Api({ base: glpiBase(url), now, heard: (reply) => watching?.hear(reply) })

  async function signIn(signal: AbortSignal): Promise<void> {
    if (!signedIn) await api.signIn({ clientId, clientSecret, login, password }, signal)
    signedIn = true
  }

  async function send(signal: AbortSignal, ask: () => Promise<Reply>): Promise<Sent> {
    await signIn(signal)
    try {
      return sentOf(await ask())
    } catch (error) {
      return { answer: 'unsure', failure: failureOfError(error) }
    }
  }

  return {
    kind: 'rest-v2',
    sees: 'nothing',

    async look(run) {
      watching = run
      const sight: Partial<Sight> = {}
      await run.walk([
        ['glpi-reach', () => api.reach(run.signal)],
        [
          'glpi-sign-in',
          async () => {
            await signIn(run.signal)
            // an account may write and not read; that changes nothing about its session
            Object.assign(sight, await api.settings(run.signal).catch(() => null))
            run.see({ 'glpi-version': sight.version })
          },
        ],
      ])
      watching = null
      return sight
    },

    stored: async () => UNSEEN_KEY,

    async mayWrite(signal) {
      await signIn(signal)
      // its session does not tell the right; a write without it is refused
      return null
    },

    write: (key, signal) => send(signal, () => api.patchKey(key, signal)),

    remove: (signal, provable) => send(signal, () => (provable ? api.patchKey('', signal) : api.deleteKey(signal))),

    close: async () => undefined,
  }
}

function sentOf(reply: Reply): Sent {
  const { status, json } = reply
  if (status >= 200 && status < 300) return ACCEPTED
  const code = readV2Error(json)
  // nothing to drop
  if (status === 404 && code === 'ERROR_ITEM_NOT_FOUND') return ACCEPTED
  if (code !== null || (status >= 400 && status < 500)) return { answer: 'refused', failure: failureOfV2(reply) }
  return { answer: 'unsure', failure: new GlpiFailure('glpi-unreachable', `HTTP_${status}`) }
}
