import { createVendorClient } from '#glpi-network/client.ts'
import { SANDBOX_KEYS } from '#sandbox/keys.ts'
import { openGateway } from '#server/gateway.ts'
import type { GatewayData } from '#server/gateway-data.ts'
import type { GatewayParts, SandboxPart } from '#server/gateway-parts.ts'
import { requestListener } from '#server/http/app.ts'
import type { FirstParts } from '#server/http/first-answers.ts'
import type { GatewayStart } from './start-gateway.ts'

/** The gateway on data that is open. From then on every request is answered, those that waited for it first. */
export async function answerRequests(
  start: GatewayStart,
  first: FirstParts,
  data: GatewayData,
  sandboxUrl: string | null,
): Promise<void> {
  const { world, settings, given, appFolder, listener, log, running } = start
  const parts: GatewayParts = {
    ...first,
    servicesUrl: settings.servicesUrl,
    sandbox: sandboxUrl === null ? null : sandboxPart(sandboxUrl),
    createClient: (path) => createVendorClient({ ...path, env: world.env, now: () => world.steady() }),
    random: () => world.random(),
    consoleAllowed: settings.consoleAllowed,
    given,
    env: world.env,
    steady: () => world.steady(),
    logRequest: (line) => log.info({ event: 'request', ...line }),
    log: (message) => log.info({ event: 'note', message }),
  }
  const gateway = await openGateway(parts, data)
  running.push(() => gateway.stop())
  listener.whenStopping(() => gateway.endStreams())
  listener.open(requestListener(gateway, appFolder))
  const begin = setTimeout(() => {
    gateway.scheduler.start()
    gateway.noticeService.start()
    gateway.auditKeeper.start()
    gateway.glpiRights.start()
  }, FIRST_ANSWERS_MS)
  running.push(async () => clearTimeout(begin))
}

/** The first requests are answered before the gateway looks for work that is due. */
const FIRST_ANSWERS_MS = 250

const sandboxPart = (url: string): SandboxPart => ({
  url,
  keys: SANDBOX_KEYS.map(({ name, does, key }) => ({ name, does, key })),
})
