import type { reportApi } from '#contract/api/report.ts'
import { inPracticeWords } from '#contract/practice-words.ts'
import { reportFileName } from '#contract/report-maker.ts'
import type { Report } from '#contract/report.ts'
import type { Words } from '#domain/causes.ts'
import type { Handlers } from './routes.ts'

export type ReportServices = { reportOf: (id: string) => Promise<Report> }

/** JSON, or with `?format=markdown` the same for a person, in English. */
export const reportHandlers = ({ reportOf }: ReportServices): Handlers<typeof reportApi> => ({
  get: async ({ id, context: c }) => {
    const report = await reportOf(id)
    const named = (extension: string) => ({
      'content-disposition': `attachment; filename="${reportFileName(report)}.${extension}"`,
    })
    if (c.req.query('format') !== 'markdown') return c.json(report, 200, named('json'))
    // loaded here, because its words would otherwise be loaded with the first page
    const { reportMarkdown } = await import('#contract/report-markdown.ts')
    const say = ({ message }: Words) => (report.settings.sandbox ? inPracticeWords(message, 'en') : message)
    const text = reportMarkdown(report, say)
    return c.body(text, 200, { 'content-type': 'text/markdown; charset=utf-8', ...named('md') })
  },
})
