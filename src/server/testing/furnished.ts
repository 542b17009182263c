import { allRoutes } from '#contract/api.ts'
import type { ApiRoute } from '#contract/api/route.ts'

/** Sends one request as an administrator. */
export type Call = (method: string, path: string, body?: unknown) => Promise<{ status: number; text: string }>

/** What a gateway is furnished with: every secret that a person can give it over the API. */
export type FurnishSecrets = {
  key: string
  formerKey: string
  userToken: string
  glpiPassword: string
  appToken: string
  clientSecret: string
  databasePassword: string
  smtpPassword: string
  /** A `whsec_…` of a webhook. */
  webhookSecret: string
  /** A part of an address that is a secret. */
  hookPath: string
}

type Places = {
  /** GLPI Network. */
  servicesUrl: string
  glpiUrl: string
  hookUrl: string
  smtpPort: number
  database: { host: string; port: number }
}

const WISHES = {
  language: 'en',
  rungs: [60, 30],
  troubles: ['critical'],
  instances: null,
  delivery: 'at-once',
  digestAt: '08:00',
  quiet: null,
  zone: 'UTC',
}

export const TOWN = '/api/instances/town'

/** One of everything that can be kept: connections, keys, recipients, people, a diagnosis. @returns the replies. */
export async function furnish(call: Call, secrets: FurnishSecrets, places: Places) {
  const { servicesUrl, glpiUrl, hookUrl, smtpPort, database } = places
  const { key, formerKey, userToken, glpiPassword, appToken, clientSecret, databasePassword } = secrets
  const replies: { where: string; status: number; text: string }[] = []
  const send = async (method: string, path: string, body?: unknown) => {
    const reply = await call(method, path, body)
    replies.push({ where: `${method} ${path}`, ...reply })
    return reply
  }
  const connections = {
    town: { rest: { url: glpiUrl, userToken, appToken } },
    village: { rest: { url: glpiUrl, login: 'glpi', password: glpiPassword } },
    harbour: { restV2: { url: glpiUrl, clientId: 'latchkey', clientSecret, login: 'glpi', password: glpiPassword } },
    castle: { database: { ...database, user: 'glpi', password: databasePassword, name: 'glpi' } },
  }
  for (const [id, connection] of Object.entries(connections))
    await send('POST', '/api/instances', { id, name: `The ${id}`, servicesUrl, connection })
  for (const id of ['town', 'village', 'harbour', 'castle'])
    for (const each of [formerKey, key])
      await send('PUT', `/api/instances/${id}/registration`, {
        key: each,
        replaceUnverified: true,
        keepWithoutGlpi: true,
      })
  for (const id of ['town', 'castle']) await send('POST', `/api/instances/${id}/diagnosis`, {})
  const mail = { host: '127.0.0.1', port: smtpPort, tls: 'none', user: 'latchkey', from: 'l@example.org', ca: null }
  await send('PUT', '/api/notices/mail', { ...mail, password: secrets.smtpPassword })
  const recipients = [
    { name: 'Ann', kind: 'email', target: 'ann@example.org' },
    { name: 'Bot', kind: 'webhook', target: `${hookUrl}/${secrets.hookPath}`, secret: secrets.webhookSecret },
  ]
  for (const recipient of recipients) await send('POST', '/api/notices/recipients', { ...WISHES, ...recipient })
  await send('POST', '/api/people/invitations', { role: 'viewer', hours: 1, name: 'Ada' })
  await send('POST', '/api/check-all', { instances: ['town'] })
  await send('POST', '/api/together', { minutes: 15 })
  return replies
}

/** Every address that a route may be asked at: for each instance, and with each choice of its query. */
function readAddresses({ path, query = {} }: ApiRoute, ids: readonly string[]): string[] {
  const paths = path.includes(':id') ? ids.map((id) => path.replace(':id', id)) : [path]
  const filled = paths.map((one) => one.replaceAll(/:\w+/g, '1'))
  return [...filled, ...('format' in query ? filled.map((one) => `${one}?format=markdown`) : [])]
}

/** Everything that can be read, but for streams that do not end. */
export const READ_ROUTES: readonly ApiRoute[] = allRoutes.filter(({ method, event }) => method === 'GET' && !event)

/** Reads all of it. @returns the replies. */
export async function readEverything(call: Call, ids: readonly string[]) {
  const addresses = READ_ROUTES.flatMap((route) => readAddresses(route, ids))
  const replies: { where: string; status: number; text: string }[] = []
  for (const path of addresses) replies.push({ where: `GET ${path}`, ...(await call('GET', path)) })
  return replies
}
