import { hostname } from 'node:os'
import { startSandbox } from '#sandbox/server.ts'
import { openGatewayData } from '#server/gateway-data.ts'
import type { GivenSettings } from '#server/given-settings.ts'
import type { ServerSettings } from '#server/settings.ts'
import type { Say } from '../language.ts'
import { SERVE_WORDS } from '../serve-words.ts'
import type { ServeLog } from '../serve-log.ts'
import type { World } from '../world.ts'
import { refuse, type EarlyListener } from './listen.ts'

/** What a gateway starts with. */
export type GatewayStart = {
  world: World
  settings: ServerSettings
  given: GivenSettings
  appFolder: string
  listener: EarlyListener
  log: ServeLog
  /** Resolves with the signal that asks to stop. */
  stopped: Promise<string>
  /** How to stop what is started here is added to it, part by part. */
  running: (() => Promise<void>)[]
}

/** The sandbox, the gateway and the page behind a listener that is already open, and the link that signs in. */
export async function startGateway(start: GatewayStart): Promise<void> {
  const { world, settings, listener, running } = start
  const { sandboxPort: port } = settings
  const sandbox = port === null ? null : await startSandbox({ port }).catch(refuse('LATCHKEY_SANDBOX'))
  if (sandbox) running.push(() => sandbox.close())
  const data = await openGatewayData(settings.dataFolder, world.env)
  running.push(() => data.close())
  const url = settings.publicUrl ?? `${listener.url}${settings.basePath}`
  await data.noteAddress(url)
  world.print(`Latchkey listens on ${listener.url}`)
  if (listener.isOnEveryAddress && settings.publicUrl === null) world.print(elsewhere(world.say, listener))
  if (sandbox) world.print(world.say(SERVE_WORDS.sandbox, { url: sandbox.url }))
  world.print(signInLine(world, url, await data.startLink(() => world.now())))
  // loaded after the lines above are printed: all of it takes longer than a bare server needs to start
  const { answerFirst } = await import('./answer-first.ts')
  const parts = await answerFirst(start)
  const { answerRequests } = await import('./answer-requests.ts')
  await answerRequests(start, parts, data, sandbox && sandbox.url)
}

/** The address that is printed opens on this machine only. */
const elsewhere = (say: Say, { port }: EarlyListener): string =>
  say(SERVE_WORDS.everyAddress, { host: hostname(), port: String(port) })

const signInLine = ({ say, env }: World, url: string, token: string | null): string =>
  token === null
    ? say(SERVE_WORDS.signedIn, { command: env['LATCHKEY_COMMAND'] ?? 'npx latchkey' })
    : `Sign in: ${url}/sign-in#token=${token}`
