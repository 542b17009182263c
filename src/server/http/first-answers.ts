import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { BaseParts } from './base-app.ts'
import { isByOurName, isRequestOverTls } from './caller.ts'
import { encodingFor, pack } from './compression.ts'
import { createFirstScreen } from './first-screen.ts'
import { setSecurityHeaders, type InPage } from './headers.ts'
import { healthOf, type HealthFacts } from './health.ts'
import { isRequestOnOwnMachine } from './own-machine.ts'
import { isOfPage, readBuiltPage, STRANGERS_START, withStart, type BuiltPage } from './page-text.ts'

export type FirstParts = BaseParts & HealthFacts

type Exchange = [request: IncomingMessage, response: ServerResponse]

/** As its entry in `contract/api` has it, which brings every schema with it. */
const HEALTH_PATH = '/api/health'

/** A path that is the same once it is decoded and its dots are resolved. */
const PLAIN_PATH = /^(?:\/[a-z\d_-][\w.-]*)*\/?$/i

/** In the name of each of our cookies. */
const COOKIE = 'latchkey'

/**
 * Answers what somebody who is not signed in asks for first, as the routes would and before they are loaded, which takes longer than a
 * bare server needs to start: the page, its files, and whether the gateway is up. Any request that is unusual in some way waits for the
 * routes.
 * @returns a function that answers a request, or calls `leave`.
 */
export function firstAnswers(parts: FirstParts, appFolder: string): (...asked: [...Exchange, () => void]) => void {
  const { basePath, front } = parts
  const page = pageIn(appFolder, basePath)
  const firstScreen = createFirstScreen(appFolder, parts.report)
  let files: Promise<RequestListener> | undefined
  const loadFiles = () => (files ??= import('./page-app.ts').then(({ pageListener }) => pageListener(parts, appFolder)))

  function send([request, response]: Exchange, type: string, text: string, inPage?: InPage): Promise<void> {
    response.setHeader('cache-control', 'no-store')
    const isEncrypted = isRequestOverTls(front, request)
    setSecurityHeaders(type, isEncrypted, (name, value) => response.setHeader(name, value), inPage)
    return sendText([request, response], type, text)
  }

  return (request, response, leave) => {
    const { url = '' } = request
    if (!isUsual(request) || !namesOf(request).every((name) => isByOurName(front, name))) return leave()
    const path = url.startsWith(`${basePath}/`) ? url.slice(basePath.length) : url
    if (path === HEALTH_PATH) {
      const health = healthOf(parts, isRequestOnOwnMachine(request))
      return void send([request, response], 'application/json', JSON.stringify(health))
    }
    if (/^\/(api|metrics)(\/|$)/.test(path)) return leave()
    if (!isOfPage(path) || path.startsWith('/assets/'))
      return void loadFiles().then((answer) => answer(request, response), leave)
    if (page === null || request.headers.cookie?.includes(COOKIE)) return leave()
    // the page after a sign-in is drawn here: what draws it is loaded meanwhile
    response.once('finish', firstScreen.prepare)
    void send([request, response], 'text/html; charset=UTF-8', page.html, page)
  }
}

function isUsual({ method, url = '', headers }: IncomingMessage): boolean {
  return method === 'GET' && PLAIN_PATH.test(url) && !('content-length' in headers || 'transfer-encoding' in headers)
}

/** By which we were opened: a proxy says so in a header of its own. */
const namesOf = ({ headers }: IncomingMessage): (string | undefined)[] => {
  const forwarded = headers['x-forwarded-host']
  return forwarded === undefined ? [headers.host] : [headers.host, forwarded.toString()]
}

/** Nobody is signed in to it, and nothing is drawn. null where it cannot be read. */
function pageIn(folder: string, basePath: string): BuiltPage | null {
  try {
    const page = readBuiltPage(folder, basePath)
    return { ...page, html: withStart(page.html, STRANGERS_START) }
  } catch {
    return null
  }
}

async function sendText([request, response]: Exchange, type: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text)
  const encoding = encodingFor(request.headers['accept-encoding']?.toString())
  const packed = encoding && (await pack(bytes.buffer, encoding))
  if (request.httpVersion === '1.1') response.removeHeader('connection')
  response.setHeader('content-type', type)
  response.setHeader('vary', 'Accept-Encoding')
  if (encoding && packed) response.setHeader('content-encoding', encoding)
  const body = packed ?? bytes
  response.setHeader('content-length', body.byteLength)
  response.end(body)
}
