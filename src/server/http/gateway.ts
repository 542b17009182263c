import { version } from '../../../package.json'
import type { gatewayApi } from '#contract/api/gateway.ts'
import type { SandboxKeys } from '#contract/panel.ts'
import type { Handlers } from './routes.ts'

export type GatewayFacts = { sandbox: SandboxKeys | null; now: () => number }

export const gatewayHandlers = ({ sandbox, now }: GatewayFacts): Handlers<typeof gatewayApi> => ({
  health: () => ({ status: 'ok', version, now: new Date(now()).toISOString() }),
  openApi: async () => (await import('#contract/openapi.ts')).openApi(version),
  sandboxKeys: () => ({ keys: sandbox?.keys ?? [] }),
})
