import type { monitoringApi } from '#contract/api/monitoring.ts'
import { LANGUAGES } from '#contract/languages.ts'
import type { Watched } from '#notices/watched.ts'
import type { Handlers } from './routes.ts'
import { streamText } from './stream-text.ts'

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
    const { metricsParts, METRICS_TYPE } = await import('#notices/metrics.ts')
    return c.body(streamText(metricsParts(await watchedInstances())), 200, { 'content-type': METRICS_TYPE })
  },
  calendar: async ({ context: c, language: spoken }) => {
    const [{ calendarParts, CALENDAR_TYPE }, { sayTo }] = await Promise.all([
      import('#notices/calendar.ts'),
      import('#notices/message-language.ts'),
    ])
    // calendar programs may name no language, so the address can
    const wanted = c.req.query('lang') ?? spoken
    const say = await sayTo(LANGUAGES.find((one) => one === wanted) ?? 'en')
    const { calendarId, address } = await calendarFacts()
    const parts = calendarParts(await watchedInstances(), {
      calendarId,
      say,
      address: address ?? new URL(c.req.url).origin,
    })
    return c.body(streamText(parts), 200, {
      'content-type': CALENDAR_TYPE,
      'content-disposition': 'inline; filename="latchkey.ics"',
    })
  },
})
