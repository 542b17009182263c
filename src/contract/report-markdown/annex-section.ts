import { CAUSES } from '#domain/causes.ts'
import { bullets, code, type TranslateWords } from '../markdown.ts'
import type { LatestDiagnosis } from '../diagnosis.ts'
import { OUTDATED_WORDS } from '../outdated-words.ts'
import { LABEL } from '../report-words.ts'
import { stepSection } from './step-section.ts'

/** A diagnosis from before: with its time and its key, and after everything that is about now. */
export function annexSection(
  { id, startedAt, fingerprint, outdated, conclusion, steps }: NonNullable<LatestDiagnosis>,
  say: TranslateWords,
): string {
  const { headline } = conclusion
  return [
    `## ${say(LABEL.annex)}`,
    say(OUTDATED_WORDS[outdated ?? 'unknown']),
    bullets([
      `${say(LABEL.when)}: ${code(startedAt)}`,
      ...(fingerprint === null ? [] : [`${say(LABEL.fingerprint)}: ${code(fingerprint)}`]),
      `${say(LABEL.number)}: ${code(id)}`,
      `${say(LABEL['found-then'])}: ${headline === null ? say(LABEL.nothing) : `${say(CAUSES[headline].title)} (${code(headline)})`}`,
    ]),
    stepSection(steps, say),
  ].join('\n\n')
}
