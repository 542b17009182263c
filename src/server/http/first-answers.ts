import type { IncomingMessage, ServerResponse } from 'node:http'
import { replyOfApi, type ReplyParts } from './api-replies.ts'
import { createBaseApp, nodeListener, withoutConnection, type BaseParts } from './base-app.ts'
import { isByOurName } from './caller.ts'
import { createFirstScreen } from './first-screen.ts'
import { healthOf, type HealthFacts } from './health.ts'
import { pageRoutes, STRANGERS_START } from './page.ts'
import { earlySecretReader } from './session-cookie.ts'

export type FirstParts = BaseParts & ReplyParts & HealthFacts

/** As its entry in `contract/api` has it, which loads every schema. */
const HEALTH_PATH = '/api/health'

/** A path that is the same once it is decoded and its dots are resolved. */
const PLAIN_PATH = /^(?:\/[a-z\d_-][\w.-]*)*\/?$/i

/**
 * Answers what needs neither the data nor the schemas, by the same routes: the page for who is not signed in, its files, and whether the
 * gateway is up.
 * @returns whether it takes a request; whatever is unusual about one, it does not.
 */
export function firstAnswers(
  parts: FirstParts,
  appFolder: string,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { basePath, front, report } = parts
  const app = createBaseApp(parts)
  replyOfApi(app, parts)
  app.get(HEALTH_PATH, (c) => c.json(healthOf(parts, c)))
  const firstScreen = createFirstScreen(appFolder, report)
  app.route('/', pageRoutes({ folder: appFolder, basePath, startOf: async () => STRANGERS_START, firstScreen }))
  const answer = withoutConnection(nodeListener(app))
  const secretIn = earlySecretReader(basePath, front)

  const takes = (request: IncomingMessage): boolean => {
    const { method, url = '', headers } = request
    if (method !== 'GET' || 'content-length' in headers || 'transfer-encoding' in headers) return false
    if (!PLAIN_PATH.test(url) || secretIn(request) !== undefined || !isByOurName(front, headers.host)) return false
    const path = url.startsWith(`${basePath}/`) ? url.slice(basePath.length) : url
    return path === HEALTH_PATH || !/^\/api(\/|$)/.test(path)
  }
  return (request, response) => {
    const isTaken = takes(request)
    if (isTaken) answer(request, response)
    return isTaken
  }
}
