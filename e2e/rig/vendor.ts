import type { IncomingMessage, ServerResponse } from 'node:http'

export type Handler = (request: IncomingMessage, reply: ServerResponse) => void

export const JSON_TYPE = { 'content-type': 'application/json' }
export const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' }

const DAY_MS = 86_400_000
const day = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

export const SUBSCRIPTION = {
  title: 'GLPI Network Standard',
  is_running: true,
  begin_date: day(-200),
  end_date: day(165),
  offer_reference: 'GN-STANDARD',
}

export const ACCEPTED = {
  is_valid: true,
  validation_message: 'The registration key is valid.',
  owner: { name: 'Example Ltd' },
  subscription: SUBSCRIPTION,
}

/** The plugin list GLPI asks for in pages (X-Range), about 90 KB a page as the real one. */
const PLUGINS = Array.from({ length: 200 }, (_, number) => ({
  key: `plugin${number}`,
  name: `Plugin ${number}`,
  versions: [{ num: '1.0.0', download_url: 'https://vendor.test/archive.tgz' }],
  descriptions: [{ lang: 'en', short_description: 'x'.repeat(300), long_description: '' }],
  required_offers: null,
}))

export const json = (reply: ServerResponse, body: unknown, status = 200): void =>
  void reply.writeHead(status, JSON_TYPE).end(JSON.stringify(body))

const pathOf = (request: IncomingMessage): string => (request.url ?? '').replace(/\?.*$/, '')

/** GLPI Network when all is well; `info` is what it says of the key. */
export const vendor =
  (info: Handler = (_, reply) => json(reply, ACCEPTED)): Handler =>
  (request, reply) => {
    const path = pathOf(request)
    if (path.endsWith('/registration/info')) return info(request, reply)
    if (path.endsWith('/marketplace/plugins')) return json(reply, isFirstPage(request) ? PLUGINS : [])
    return json(reply, { status: 'ok' })
  }

const isFirstPage = ({ headers }: IncomingMessage): boolean => String(headers['x-range'] ?? '0-').startsWith('0-')

/** As `vendor`, but every page of the plugin list goes to `list`. */
export const vendorWithList =
  (list: Handler): Handler =>
  (request, reply) =>
    pathOf(request).endsWith('/marketplace/plugins') ? list(request, reply) : vendor()(request, reply)
