import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { fingerprintOf } from '#domain/key.ts'
import { jsonOf, isObject, type FakeRequest } from './answer.ts'
import { glpiAnswer } from './fake-glpi.ts'
import { faultOf, NO_FAULTS, type FarmFault, type FaultPlan } from './farm-faults.ts'
import { listen, sendReply } from './listen.ts'
import { dropKey, MODEL_KEY_NAME, keyRowOf, newModel, readableKey, saveKey, storeKey, type Model } from './model.ts'

export type FarmOptions = {
  count: number
  /** Milliseconds before each answer. */
  latencyMs?: number
  faults?: FaultPlan
  /** Crypt keys are made from it. */
  seed?: string
  /** GLPI 11's API as well. */
  hlapi?: Model['hlapi']
}

export type GlpiFarm = Awaited<ReturnType<typeof startGlpiFarm>>

/**
 * Many GLPIs on one port, each in a folder of its own: `{url}/glpi/{0 … count-1}/`. All have one account and the same settings; each has
 * its crypt key, its stored key, and a fault where the plan says so. Of a GLPI only its stored value and its writes are remembered.
 */
export async function startGlpiFarm(options: FarmOptions) {
  const { count, latencyMs = 0, seed = 'farm', hlapi = null } = options
  let faults = options.faults ?? NO_FAULTS
  const settings: Model = { ...newModel(), hlapi, ...(hlapi && { version: '11.0.8' }) }
  const stored = new Map<number, string>()
  const writes = new Map<number, string[]>()
  const dropped = new Set<number>()
  const cryptOf = (place: number) => createHash('sha256').update(`${seed}:crypt:${place}`).digest()
  let requests = 0
  let underWay = 0
  let most = 0

  function open(place: number, fault: FarmFault | null): Model {
    const glpi: Model = {
      ...settings,
      rows: settings.rows,
      cryptFile: fault === 'crypt-missing' ? 'missing' : cryptOf(place),
      secretsFile: cryptOf(place),
    }
    const value = stored.get(place)
    if (value !== undefined) storeKey(glpi, value)
    if (fault === 'right-missing') glpi.config = 1
    if (fault === 'sign-in-refused') glpi.userToken = 'closed'
    return glpi
  }

  function keep(place: number, glpi: Model): void {
    const value = keyRowOf(glpi)?.value ?? null
    if (value === null) stored.delete(place)
    else stored.set(place, value)
  }

  async function answer(asked: FakeRequest, reply: ServerResponse): Promise<void> {
    const [, number = '', path = ''] = /^\/glpi\/(\d+)(\/.*)$/.exec(asked.path) ?? []
    const place = number === '' ? count : Number(number)
    if (place >= count) return sendReply(reply, [404, undefined])
    requests += 1
    underWay += 1
    most = Math.max(most, underWay)
    if (latencyMs > 0) await pause(latencyMs)
    underWay -= 1
    const fault = faultOf(faults, place)
    if (fault === 'error-500') return sendReply(reply, [500, 'Internal Server Error', { 'content-type': 'text/plain' }])
    if (fault === 'hang-up') return void reply.destroy()
    const glpi = open(place, fault)
    const answered = glpiAnswer(glpi, { ...asked, path })
    const isWrite = asked.method === 'PUT' || asked.method === 'PATCH' || asked.method === 'DELETE'
    if (isWrite) {
      keep(place, glpi)
      writes.set(place, [...(writes.get(place) ?? []), writtenBy(asked)])
    }
    if (isWrite && fault === 'drop-after-apply' && !dropped.has(place)) {
      dropped.add(place)
      return void reply.destroy()
    }
    return sendReply(reply, answered)
  }

  const { url, close } = await listen((asked, _, reply) => answer(asked, reply))
  return {
    url,
    /** The address of one of them. */
    urlOf: (place: number): string => `${url}/glpi/${place}/`,
    /** The account of all of them. */
    userToken: settings.userToken,
    login: settings.login,
    password: settings.password,
    faultOf: (place: number): FarmFault | null => faultOf(faults, place),
    /** From now on. */
    setFaults(plan: FaultPlan): void {
      faults = plan
    },
    /** What GLPI would send as its key: '' for none, null for what it cannot read. */
    keyOf: (place: number): string | null => readableKey(open(place, null)),
    /** As it stands in the database; null without a row. */
    valueOf: (place: number): string | null => stored.get(place) ?? null,
    /** As if it had been saved in the tab; null drops the row. */
    store(place: number, key: string | null): void {
      const glpi = open(place, null)
      if (key === null) dropKey(glpi)
      else saveKey(glpi, key)
      keep(place, glpi)
    },
    /** What was sent to be saved, one after the other: fingerprints, `nothing` for a removal. */
    writesOf: (place: number): readonly string[] => writes.get(place) ?? [],
    /** All requests so far, and how many ran at once. */
    stats: () => ({ requests, most, sessions: settings.sessions.size }),
    close,
  }
}

function writtenBy({ method, body }: FakeRequest): string {
  if (method === 'DELETE') return 'nothing'
  const sent = jsonOf(body)
  const input = isObject(sent) ? (sent['input'] ?? sent) : {}
  const key = isObject(input) ? (input[MODEL_KEY_NAME] ?? input['value']) : ''
  return typeof key === 'string' && key !== '' ? fingerprintOf(key) : 'nothing'
}
