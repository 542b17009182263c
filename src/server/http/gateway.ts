import { version } from '../../../package.json'
import type { gatewayApi } from '#contract/api/gateway.ts'
import type { Gateway } from '../gateway.ts'
import type { Handlers } from './routes.ts'

export const gatewayHandlers = ({ sandbox, now }: Pick<Gateway, 'sandbox' | 'now'>): Handlers<typeof gatewayApi> => ({
  health: () => ({ status: 'ok', version, now: new Date(now()).toISOString() }),
  openApi: async () => (await import('#contract/openapi.ts')).openApi(version),
  sandboxKeys: () => ({ keys: sandbox?.keys ?? [] }),
})
