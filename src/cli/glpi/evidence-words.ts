import type { Evidence } from '#contract/glpi-snapshot.ts'

import { CLI_WORDS } from '../cli-words.ts'
import type { Say } from '../language.ts'

/** What arrived instead of an answer; each piece can be read on its own. */
export function evidenceWords(say: Say, evidence: Evidence | null | undefined): string {
  const { status, title, location, said, errorCode } = evidence ?? {}
  return [
    ...(errorCode === undefined ? [] : [errorCode]),
    ...(status === undefined ? [] : [`HTTP ${status}`]),
    ...(title === undefined ? [] : [`“${title}”`]),
    ...(location === undefined ? [] : [say(CLI_WORDS.to, { location })]),
    ...(said === undefined ? [] : [said]),
  ].join(', ')
}
