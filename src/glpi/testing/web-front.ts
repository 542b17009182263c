import type { IncomingHttpHeaders } from 'node:http'
import { glpiAnswer } from './fake-glpi.ts'
import type { FakeReply, FakeRequest } from './answer.ts'
import { listen, sendReply } from './listen.ts'
import type { Model } from './model.ts'

/** How a web server in front of a GLPI treats what goes through it. Changed while it listens. */
export type WebFront = {
  url: string
  /** What it does with `Authorization` before GLPI hears of it. */
  authorization: 'passed' | 'dropped' | 'emptied'
  /** Headers that it drops besides, in lower case. */
  drops: string[]
  /** Its own login, as `Basic …`; what does not have it is not passed on. */
  basic: string | null
  /** Answers in GLPI's place, for what they know. */
  instead: (asked: FakeRequest) => FakeReply | null
  /** Stands before and behind what GLPI answers. */
  around: { before: string; after: string }
  requests: FakeRequest[]
  close: () => Promise<void>
}

export async function startWebFront(glpi: Model): Promise<WebFront> {
  const { url, close } = await listen((asked, _, reply) => {
    front.requests.push(asked)
    const instead = front.instead(asked)
    if (instead) return sendReply(reply, instead)
    if (front.basic !== null && asked.headers['authorization'] !== front.basic) {
      reply.writeHead(401, { 'www-authenticate': 'Basic realm="Intranet"', 'content-type': 'text/html' })
      reply.end('<html><head><title>401 Authorization Required</title></head></html>')
      return undefined
    }
    const [status, body, headers = {}] = glpiAnswer(glpi, { ...asked, headers: passedOn(asked.headers, front) })
    reply.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers })
    reply.end(`${front.around.before}${body === undefined ? '' : JSON.stringify(body)}${front.around.after}`)
    return undefined
  })
  const front: WebFront = {
    url,
    authorization: 'passed',
    drops: [],
    basic: null,
    instead: () => null,
    around: { before: '', after: '' },
    requests: [],
    close,
  }
  return front
}

function passedOn(headers: FakeRequest['headers'], { authorization, drops }: WebFront): IncomingHttpHeaders {
  const { authorization: given, ...others } = headers
  const passed = Object.fromEntries(Object.entries(others).filter(([name]) => !drops.includes(name)))
  if (authorization === 'dropped' || given === undefined) return passed
  return { ...passed, authorization: authorization === 'emptied' ? '' : String(given) }
}
