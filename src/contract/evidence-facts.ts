import type { Facts } from '#domain/diagnosis.ts'
import type { Evidence } from './connection.ts'

/** What a step met in place of an answer, from its facts; null where they tell nothing of it. */
export function evidenceOfFacts(facts: Facts): Evidence | null {
  const { status, 'page-title': title, location, said, 'error-code': errorCode } = facts
  const evidence: Evidence = {
    ...(status !== undefined && /^\d{3}$/.test(status) && { status: Number(status) }),
    ...(title && { title }),
    ...(location && { location }),
    ...(said && { said }),
    ...(errorCode && { errorCode }),
  }
  return Object.keys(evidence).length === 0 ? null : evidence
}
