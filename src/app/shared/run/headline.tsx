import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { STAGE_WORDS } from '#contract/step-words.ts'
import type { DiagnosisProgress } from '#contract/diagnosis-run.ts'
import { wordsIn } from '#domain/cause-words.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Conclusion, Step } from '#domain/diagnosis.ts'
import { causePath } from '../paths.ts'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { Message } from '../../ui/message.tsx'
import { StepEvidence, hasEvidence } from './evidence/step-evidence.tsx'
import { useOutcomeSentence } from './use-outcome-sentence.ts'

/** The one thing to act on: what it is, what it means, what to do, and what gives it away. */
export function Headline({ run, end }: { run: DiagnosisProgress; end: NonNullable<DiagnosisProgress['end']> }) {
  const { i18n, t } = useLingui()
  const { headline, others } = end.conclusion
  const farewell = useOutcomeSentence()
  if (headline === null) {
    return (
      <Message tone="success" title={farewell(run.steps, end.conclusion)}>
        <Others causes={others} steps={run.steps} />
      </Message>
    )
  }
  const { severity, title, meaning, next } = wordsIn(run.steps, headline)
  return (
    <Message
      tone={severity}
      title={
        <Link className="lk-headline" href={causePath(headline)}>
          {i18n._(title)}
        </Link>
      }
    >
      <p>{i18n._(meaning)}</p>
      <Telling step={tellingStep(run.steps, headline)} />
      <p>{i18n._(next)}</p>
      <Others causes={others} steps={run.steps} />
      <p className="lk-headline-foot">
        <code translate="no">{headline}</code> <CopyIcon text={headline} label={t`Copy the code`} />
      </p>
    </Message>
  )
}

/** The evidence on which the headline rests; a wrong clock has its own below. */
const tellingStep = (steps: readonly Step[], headline: CauseCode): Step | undefined =>
  steps.find(({ cause, route }) => cause === headline && route !== 'direct') ??
  steps.find(({ cause }) => cause === headline)

function Telling({ step }: { step: Step | undefined }) {
  const { i18n } = useLingui()
  if (!step || !hasEvidence(step)) return null
  return (
    <p className="lk-telling">
      <span className="text-secondary">
        <Trans>At “{i18n._(STAGE_WORDS[step.stage])}”:</Trans>
      </span>{' '}
      <StepEvidence step={step} />
    </p>
  )
}

function Others({ causes, steps }: { causes: Conclusion['others']; steps: readonly Step[] }) {
  const { i18n } = useLingui()
  if (causes.length === 0) return null
  return (
    <>
      <p className="lk-others">
        <Trans>Also seen:</Trans>
      </p>
      <ul className="lk-others-list">
        {causes.map((code) => (
          <li key={code}>
            <Link href={causePath(code)}>{i18n._(wordsIn(steps, code).title)}</Link> <code translate="no">{code}</code>
          </li>
        ))}
      </ul>
    </>
  )
}
