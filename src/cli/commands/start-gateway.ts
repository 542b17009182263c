import { hostname } from 'node:os'
import { SANDBOX_KEYS } from '#sandbox/keys.ts'
import { startSandbox } from '#sandbox/server.ts'
import type { SandboxPart } from '#server/gateway-parts.ts'
import { openGateway } from '#server/gateway.ts'
import type { GivenSettings } from '#server/given-settings.ts'
import { createFront } from '#server/front.ts'
import type { ServerSettings } from '#server/settings.ts'
import { createVendorClient } from '#glpi-network/client.ts'
import type { Say } from '../language.ts'
import { SERVE_WORDS } from '../serve-words.ts'
import type { ServeLog } from '../serve-log.ts'
import type { World } from '../world.ts'
import { refuse, type EarlyListener } from './listen.ts'

type Parts = {
  world: World
  settings: ServerSettings
  given: GivenSettings
  appFolder: string
  listener: EarlyListener
  log: ServeLog
  /** How to stop what is started here is added to it, part by part. */
  running: (() => Promise<void>)[]
}

/** The sandbox, the gateway and the page behind a listener that is already open, and the link that signs in. */
export async function startGateway(parts: Parts): Promise<void> {
  const { world, settings, given, appFolder, listener, log, running } = parts
  const { sandboxPort: port } = settings
  const sandbox = port === null ? null : await startSandbox({ port }).catch(refuse('LATCHKEY_SANDBOX'))
  if (sandbox) running.push(() => sandbox.close())
  const gateway = await openGateway({
    dataFolder: settings.dataFolder,
    servicesUrl: settings.servicesUrl,
    sandbox: sandbox && sandboxPart(sandbox.url),
    createClient: (path) => createVendorClient({ ...path, env: world.env, now: () => world.steady() }),
    now: () => world.now(),
    steady: () => world.steady(),
    random: () => world.random(),
    consoleAllowed: settings.consoleAllowed,
    given,
    basePath: settings.basePath,
    front: createFront(settings, (name) => listener.isCertified(name)),
    isBehindProxy: settings.publicUrl !== null || settings.basePath !== '',
    env: world.env,
    log: (message) => log.info({ event: 'note', message }),
    logRequest: (line) => log.info({ event: 'request', ...line }),
    report: (error) =>
      log.error({
        event: 'fault',
        ...(error instanceof Error ? { message: error.message, stack: error.stack } : { message: 'unknown failure' }),
      }),
  })
  running.push(() => gateway.stop())
  listener.whenStopping(() => gateway.endStreams())
  const url = settings.publicUrl ?? `${listener.url}${settings.basePath}`
  await gateway.noteAddress(url)
  world.print(`Latchkey listens on ${listener.url}`)
  if (listener.isOnEveryAddress && settings.publicUrl === null) world.print(elsewhere(world.say, listener))
  if (sandbox) world.print(world.say(SERVE_WORDS.sandbox, { url: sandbox.url }))
  world.print(signInLine(world, url, await gateway.signIns.startLink()))
  // loaded after the lines above are printed: it takes as long as a bare server needs to start
  const { requestListener } = await import('#server/http/app.ts')
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

/** The address that is printed opens on this machine only. */
const elsewhere = (say: Say, { port }: EarlyListener): string =>
  say(SERVE_WORDS.everyAddress, { host: hostname(), port: String(port) })

const signInLine = ({ say, env }: World, url: string, token: string | null): string =>
  token === null
    ? say(SERVE_WORDS.signedIn, { command: env['LATCHKEY_COMMAND'] ?? 'npx latchkey' })
    : `Sign in: ${url}/sign-in#token=${token}`
