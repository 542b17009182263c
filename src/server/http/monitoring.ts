import type { monitoringApi } from '#contract/api/monitoring.ts'
import type { Watched } from '#notices/watched.ts'
import type { Handlers } from './routes.ts'

export type MonitoringServices = {
  watchedInstances: () => Promise<Watched[]>
  calendarFacts: () => Promise<{ calendarId: string; address: string | null }>
}

// what makes these texts is loaded when it is first asked for
export const monitoringHandlers = ({
  watchedInstances,
  calendarFacts,
}: MonitoringServices): Handlers<typeof monitoringApi> => ({
  metrics: async ({ context: c }) => {
    const { metricsText, METRICS_TYPE } = await import('#notices/metrics.ts')
    return c.body(metricsText(await watchedInstances()), 200, { 'content-type': METRICS_TYPE })
  },
  calendar: async ({ context: c }) => {
    const { calendarText, CALENDAR_TYPE } = await import('#notices/calendar.ts')
    const { calendarId, address } = await calendarFacts()
    const text = calendarText(await watchedInstances(), {
      calendarId,
      address: address ?? new URL(c.req.url).origin,
    })
    return c.body(text, 200, {
      'content-type': CALENDAR_TYPE,
      'content-disposition': 'inline; filename="latchkey.ics"',
    })
  },
})
