import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { Scrub } from '#contract/scrub/scrub.ts'
import type { FailureEvidence } from './failure.ts'

/** What came in place of an answer, as facts of the step that received it. */
export const factsOfEvidence = ({ status, title, location, said }: FailureEvidence): SeenFacts => ({
  ...(status !== undefined && { status: String(status) }),
  ...(title !== undefined && { 'page-title': title }),
  ...(location !== undefined && { location }),
  ...(said !== undefined && { said }),
})

/** The same for an outcome, which has no steps, made fit to be shown. */
export const scrubbedEvidence = (
  { status, title, location, said }: FailureEvidence,
  scrub: Scrub,
): FailureEvidence => ({
  ...(status !== undefined && { status }),
  ...(title !== undefined && { title: scrub(title) }),
  ...(location !== undefined && { location: scrub(location) }),
  ...(said !== undefined && { said: scrub(said) }),
})
