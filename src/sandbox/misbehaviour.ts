import type { ServerResponse } from 'node:http'
import type { Behaviour } from './keys.ts'

type Misbehaving = Exclude<Behaviour, { kind: 'subscription' | 'refused' }>['kind']

const JSON_TYPE = { 'content-type': 'application/json' }
const HUGE_BYTES = 1_300_000

/** Whole where it is read whole: a GLPI does, and warns about members that are missing. */
const body = (message: string): string =>
  JSON.stringify({ is_valid: false, validation_message: message, owner: null, subscription: null })

/** A GLPI waits for ever, and keeps one of its web server's few workers waiting. */
const SILENCE_MS = 60_000

/** Everything a vendor, or what stands between, does instead of answering. */
export const MISBEHAVIOUR: Record<Misbehaving, (reply: ServerResponse) => void> = {
  'rate-limited': (reply) =>
    void reply.writeHead(429, { ...JSON_TYPE, 'retry-after': '30' }).end('{"message":"Too Many Attempts."}'),
  error: (reply) =>
    void reply.writeHead(500, JSON_TYPE).end('{"message":"Server Error","exception":"SandboxException"}'),
  silent: (reply) => {
    const timer = setTimeout(() => reply.destroy(), SILENCE_MS)
    reply.once('close', () => clearTimeout(timer))
  },
  dripping: (reply) => {
    reply.writeHead(200, JSON_TYPE)
    const bytes = body('slow').split('')
    const timer = setInterval(() => {
      const next = bytes.shift()
      if (next === undefined) reply.end()
      else reply.write(next)
    }, 1000)
    reply.once('close', () => clearInterval(timer))
  },
  'block-page': (reply) =>
    void reply
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        '<!doctype html><title>WebGuard: sign in to go on</title><h1>Sign in to go on</h1><form><input name="user"></form>',
      ),
  'broken-json': (reply) => void reply.writeHead(200, JSON_TYPE).end('{"is_valid":true,"validation_mess'),
  // port 9 of this machine: nobody listens there, and nobody should ever be asked
  redirect: (reply) => void reply.writeHead(302, { location: 'http://127.0.0.1:9/api/registration/info' }).end(),
  huge: (reply) => void reply.writeHead(200, JSON_TYPE).end(body('x'.repeat(HUGE_BYTES))),
}
