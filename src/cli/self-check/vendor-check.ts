import { diagnose } from '#glpi-network/diagnose.ts'
import { formatSpan } from '#contract/time-spans.ts'
import { judgeClocks } from '#domain/clocks.ts'
import type { Environment } from '#server/settings.ts'
import { EXIT } from '../exit.ts'
import { found, foundCause, type CheckFinding } from './finding.ts'
import { FOUND_WORDS } from './words.ts'

type Asked = { servicesUrl: string; env: Environment; now: () => number; budgetMs?: number }

/** The path to GLPI Network without a key, and this machine's clock against the one there. */
export async function checkVendor({ servicesUrl, env, now, budgetMs }: Asked): Promise<CheckFinding[]> {
  const asked = { servicesUrl, env, glpiVersion: null, uid: null, language: 'en', keyText: null }
  const { steps, clocks, conclusion, services } = await diagnose(
    { ...asked, now, ...(budgetMs !== undefined && { budgetMs }) },
    () => undefined,
  )
  const answers = steps.some(
    ({ route, stage, outcome }) => route === 'used' && stage === 'json' && outcome === 'passed',
  )
  const { reference, judgements, causes } = judgeClocks(clocks)
  const isClock = (code: string): boolean => code === 'clock-ahead' || code === 'clock-behind'
  const cause = [conclusion.headline, ...conclusion.others].find((one) => one !== null && !isClock(one)) ?? null
  const ours = judgements.find(({ clock }) => clock === 'gateway')
  return [
    answers
      ? found('vendor', true, 'vendor-good', { address: services })
      : cause === null
        ? found('vendor', false, 'vendor-silent', { address: services }, { exit: EXIT.noAnswer })
        : foundCause('vendor', cause, EXIT.noAnswer),
    reference === null || ours === undefined
      ? found('clock', null, 'clock-unknown')
      : ours.wrong && causes[0]
        ? foundCause('clock', causes[0], EXIT.unexpected, (say) =>
            say(FOUND_WORDS['clock-off'], { span: formatSpan(ours.aheadSeconds) }),
          )
        : found('clock', true, 'clock-good'),
  ]
}
