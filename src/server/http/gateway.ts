import { version } from '../../../package.json'
import type { gatewayApi } from '#contract/api/gateway.ts'
import type { SandboxKeys } from '#contract/panel.ts'
import { isOnOwnMachine } from './own-machine.ts'
import type { Handlers } from './routes.ts'

export type GatewayFacts = {
  sandbox: SandboxKeys | null
  dataFolder: string
  isBehindProxy: boolean
  now: () => number
}

export const gatewayHandlers = ({
  sandbox,
  dataFolder,
  isBehindProxy,
  now,
}: GatewayFacts): Handlers<typeof gatewayApi> => ({
  health: ({ context }) => ({
    status: 'ok',
    version,
    now: new Date(now()).toISOString(),
    // where the data is stored is nobody else's business
    ...(!isBehindProxy &&
      isOnOwnMachine(context) && { inviteCommand: `LATCHKEY_DATA=${quoted(dataFolder)} npx latchkey invite` }),
  }),
  openApi: async () => (await import('#contract/openapi.ts')).openApi(version),
  sandboxKeys: () => ({ keys: sandbox?.keys ?? [] }),
})

/** As one word of a shell. */
const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
