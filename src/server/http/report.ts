import type { reportApi } from '#contract/api/report.ts'
import type { Words } from '#domain/causes.ts'
import { inPracticeWords } from '#contract/practice-words.ts'
import { reportFileName } from '#contract/report-maker.ts'
import type { Report } from '#contract/report.ts'
import type { Gateway } from '../gateway.ts'
import { registrationView } from '../registration-view.ts'
import { reportHere } from '../report.ts'
import { readHistory } from '../store/history.ts'
import { SANDBOX_ID, type StoredInstance } from '../store/instances.ts'
import { askedAs, vendorPathOf } from '../vendor-path.ts'
import { findInstance } from './find-instance.ts'
import type { Handlers } from './routes.ts'

type Parts = Pick<
  Gateway,
  'belonging' | 'checker' | 'env' | 'instances' | 'now' | 'registrations' | 'store' | 'vault' | 'vendorClock'
>

/** JSON, or with `?format=markdown` the same for a person, in English. */
export const reportHandlers = (parts: Parts): Handlers<typeof reportApi> => ({
  get: async ({ id, context: c }) => {
    const report = await reportOf(parts, await findInstance(parts.instances, id))
    const named = (extension: string) => ({
      'content-disposition': `attachment; filename="${reportFileName(report)}.${extension}"`,
    })
    if (c.req.query('format') !== 'markdown') return c.json(report, 200, named('json'))
    // its words would otherwise be loaded with the first page
    const { reportMarkdown } = await import('#contract/report-markdown.ts')
    const say = ({ message }: Words) => (report.settings.sandbox ? inPracticeWords(message, 'en') : message)
    const text = reportMarkdown(report, say)
    return c.body(text, 200, { 'content-type': 'text/markdown; charset=utf-8', ...named('md') })
  },
})

async function reportOf(parts: Parts, instance: StoredInstance): Promise<Report> {
  const { registrations, belonging, checker, store, vault, vendorClock, env, now } = parts
  const { id, servicesUrl } = instance
  const stored = await registrations.find(id)
  const time = vendorClock.at(servicesUrl, stored)
  return reportHere(
    { ...vendorPathOf(instance, vault), askedAs: askedAs(instance), env, sandbox: id === SANDBOX_ID },
    {
      createdAt: new Date(now()).toISOString(),
      registration: registrationView(instance, stored, checker.lastReachability(id), time),
      diagnosis: await belonging.latest(instance),
      history: await readHistory(store, id),
    },
  )
}
