import type { Seen } from '#contract/scrub/facts.ts'
import type { Scrub } from '#contract/scrub/scrub.ts'
import type { Evidence } from './failure.ts'

/** What came in place of an answer, as facts of the step that met it. */
export const factsOfEvidence = ({ status, title, location, said }: Evidence): Seen => ({
  ...(status !== undefined && { status: String(status) }),
  ...(title !== undefined && { 'page-title': title }),
  ...(location !== undefined && { location }),
  ...(said !== undefined && { said }),
})

/** The same for an outcome, which has no steps: fit to be shown. */
export const scrubbedEvidence = ({ status, title, location, said }: Evidence, scrub: Scrub): Evidence => ({
  ...(status !== undefined && { status }),
  ...(title !== undefined && { title: scrub(title) }),
  ...(location !== undefined && { location: scrub(location) }),
  ...(said !== undefined && { said: scrub(said) }),
})
