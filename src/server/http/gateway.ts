import { version } from '../../../package.json'
import type { gatewayApi } from '#contract/api/gateway.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { SandboxKeys } from '#contract/panel.ts'
import type { SettingInForce } from '#contract/setting-in-force.ts'
import { isOnOwnMachine } from './own-machine.ts'
import type { Handlers } from './routes.ts'

export type GatewayFacts = {
  sandbox: SandboxKeys | null
  dataFolder: string
  /** What runs the command line with the settings of this gateway, such as `sudo latchkey`; null in a checkout. */
  commandLine: string | null
  isBehindProxy: boolean
  isReady: () => Promise<boolean>
  /** As it was started. */
  settingsInForce: SettingInForce[]
  now: () => number
}

/** Rendered once: anybody may read it, and no other reply takes longer to make. */
let apiDocument: Promise<object> | undefined

export const gatewayHandlers = ({
  sandbox,
  dataFolder,
  commandLine,
  isBehindProxy,
  isReady,
  settingsInForce,
  now,
}: GatewayFacts): Handlers<typeof gatewayApi> => ({
  health: ({ context }) => ({
    status: 'ok',
    version,
    now: new Date(now()).toISOString(),
    // where the data is stored is nobody else's business
    ...(!isBehindProxy &&
      isOnOwnMachine(context) && {
        inviteCommand: `${commandLine ?? `LATCHKEY_DATA=${quoted(dataFolder)} npx latchkey`} invite`,
      }),
  }),
  ready: async () => {
    if (!(await isReady()))
      throw new ProblemError('not-ready', 'The store takes no write, or its key does not open it.')
    return { status: 'ready' }
  },
  openApi: () => (apiDocument ??= import('#contract/openapi.ts').then(({ openApi }) => openApi(version))),
  sandboxKeys: () => ({ keys: sandbox?.keys ?? [] }),
  settings: () => ({ settings: settingsInForce }),
})

/** As one word of a shell. */
const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
