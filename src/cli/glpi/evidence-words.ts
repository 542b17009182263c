import type { Evidence } from '#contract/glpi-snapshot.ts'

/** What came in place of an answer; each piece says by itself what it is. */
export function evidenceWords(evidence: Evidence | null | undefined): string {
  const { status, title, location, said, errorCode } = evidence ?? {}
  return [
    ...(errorCode === undefined ? [] : [errorCode]),
    ...(status === undefined ? [] : [`HTTP ${status}`]),
    ...(title === undefined ? [] : [`“${title}”`]),
    ...(location === undefined ? [] : [`to ${location}`]),
    ...(said === undefined ? [] : [said]),
  ].join(', ')
}
