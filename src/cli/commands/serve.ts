import { serve as listen, type ServerType } from '@hono/node-server'
import { startSandbox } from '#sandbox/server.ts'
import { SANDBOX_KEYS } from '#sandbox/keys.ts'
import { openGateway, type SandboxPart } from '#server/gateway.ts'
import { createApp } from '#server/http/app.ts'
import { readSettings, SettingsError, type Settings } from '#server/settings.ts'
import { createVendorClient } from '#vendor/client.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { World } from '../world.ts'

/** `latchkey serve`: the gateway with the page, and the stand-in beside it, until a signal asks them to stop. */
export async function serve(world: World, appFolder: string): Promise<ExitCode> {
  /** What was started, to be stopped latest first: after a signal, and when a later part cannot start. */
  const running: (() => Promise<void>)[] = []
  // listened for from the beginning: whoever reads the address may ask to stop in the same moment
  const stopped = world.untilStopped()
  try {
    await start(world, appFolder, running)
    world.tell(`latchkey: ${await stopped}, stopping`)
    return EXIT.good
  } finally {
    for (const stop of running.toReversed()) await stop()
  }
}

async function start(world: World, appFolder: string, running: (() => Promise<void>)[]): Promise<void> {
  const settings = readSettings(world.env)
  const sandbox =
    settings.sandboxPort === null
      ? null
      : await startSandbox({ port: settings.sandboxPort }).catch(refuse('LATCHKEY_SANDBOX'))
  if (sandbox) running.push(() => sandbox.close())
  const gateway = await openGateway({
    dataFolder: settings.dataFolder,
    servicesUrl: settings.servicesUrl,
    sandbox: sandbox && sandboxPart(sandbox.url),
    createClient: (servicesUrl) => createVendorClient({ servicesUrl, env: world.env, now: () => world.steady() }),
    now: () => world.now(),
    steady: () => world.steady(),
    random: () => world.random(),
    env: world.env,
    log: (line) => world.tell(`latchkey: ${line}`),
    report: (error) => world.tell(`latchkey: ${error instanceof Error ? error.stack : 'unknown failure'}`),
  })
  running.push(() => gateway.stop())
  const { server, url } = await open(createApp(gateway, appFolder).fetch, settings).catch(refuse('LATCHKEY_PORT'))
  running.push(() => close(server))
  world.print(`Latchkey listens on ${url}`)
  if (sandbox) world.print(`Sandbox, a stand-in for GLPI Network: ${sandbox.url}`)
  world.print(signInLine(url, await gateway.signIns.startLink()))
  gateway.scheduler.start()
}

const sandboxPart = (url: string): SandboxPart => ({
  url,
  keys: SANDBOX_KEYS.map(({ name, does, key }) => ({ name, does, key })),
})

const signInLine = (url: string, token: string | null): string =>
  token === null
    ? 'Somebody is signed in already; "npx latchkey invite" makes another link.'
    : `Sign in: ${url}/sign-in#token=${token}`

type Fetch = Parameters<typeof listen>[0]['fetch']

function open(fetch: Fetch, { host, port }: Settings): Promise<{ server: ServerType; url: string }> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, hostname: host, port }, (address) => {
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
      resolve({ server, url: `http://${name}:${address.port}` })
    })
    server.once('error', reject)
  })
}

/** An address that cannot be listened on is a wrong setting; it gets one sentence. */
const refuse =
  (setting: string) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === 'EADDRINUSE')
      throw new SettingsError(`The port is taken by another program: choose another with ${setting}.`)
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw new SettingsError(`This address cannot be listened on (${code}): change LATCHKEY_HOST or ${setting}.`)
    throw error
  }

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    // browsers keep connections open for minutes; nothing is being answered any more
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
