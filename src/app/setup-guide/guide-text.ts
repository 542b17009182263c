import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { SetupStep } from '#domain/setup-steps.ts'
import { STEP_WORDS } from './step-words.ts'

/** The whole guide as numbered lines, in the language of the page. */
export function guideText(steps: readonly SetupStep[], i18n: I18n): string {
  return steps
    .map((step, index) => {
      const { title, click, see, unconfirmed, otherwise, say } = STEP_WORDS[step]
      const lines = [
        i18n._(click),
        i18n._(msg`You should see: ${i18n._(see)}`),
        ...(unconfirmed ? [i18n._(unconfirmed)] : []),
        ...otherwise.map((one) => i18n._(msg`If not: ${i18n._(one.sees)}. ${i18n._(one.do)}`)),
        i18n._(msg`Say: “${i18n._(say)}”`),
      ]
      return [`${index + 1}. ${i18n._(title)}`, ...lines.map((line) => `   ${line}`)].join('\n')
    })
    .join('\n\n')
}
