import type { Facts } from '#domain/diagnosis.ts'
import type { Evidence } from './glpi-snapshot.ts'

/** What a step met in place of an answer, from its facts; null where they tell nothing of it. */
export function evidenceOfFacts(facts: Facts): Evidence | null {
  const { status, 'page-title': title, location, 'error-code': errorCode } = facts
  const said = facts.said ?? profilesIn(facts)
  const evidence: Evidence = {
    ...(title && { title }),
    ...(location && { location }),
    ...(said && { said }),
    ...(errorCode && { errorCode }),
  }
  const tells = Object.keys(evidence).length > 0
  // the status of an answer that came as it should tells nothing
  if (status !== undefined && /^[1-9]\d\d$/.test(status) && (tells || !status.startsWith('2')))
    return { status: Number(status), ...evidence }
  return tells ? evidence : null
}

function profilesIn({ profile, 'other-profiles': others }: Facts): string | undefined {
  return profile && `profile: ${profile}${others ? `; others: ${others}` : ''}`
}
