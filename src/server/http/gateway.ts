import { version } from '../../../package.json'
import type { gatewayApi } from '#contract/api/gateway.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { SandboxKeys } from '#contract/panel.ts'
import type { SettingInForce } from '#contract/setting-in-force.ts'
import { healthOf, type HealthFacts } from './health.ts'
import { isOnOwnMachine } from './own-machine.ts'
import type { Handlers } from './routes.ts'

export type GatewayFacts = HealthFacts & {
  sandbox: SandboxKeys | null
  isReady: () => Promise<boolean>
  /** As it was started. */
  settingsInForce: SettingInForce[]
}

/** Rendered once: anybody may read it, and no other reply takes longer to make. */
let apiDocument: Promise<object> | undefined

export const gatewayHandlers = (facts: GatewayFacts): Handlers<typeof gatewayApi> => ({
  health: ({ context }) => healthOf(facts, isOnOwnMachine(context)),
  ready: async () => {
    if (!(await facts.isReady()))
      throw new ProblemError('not-ready', 'The store takes no write, or its key does not open it.')
    return { status: 'ready' }
  },
  openApi: () => (apiDocument ??= import('#contract/openapi.ts').then(({ openApi }) => openApi(version))),
  sandboxKeys: () => ({ keys: facts.sandbox?.keys ?? [] }),
  settings: () => ({ settings: facts.settingsInForce }),
})
