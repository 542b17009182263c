import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import type { SetupStep } from '#domain/setup-steps.ts'
import { StatusIcon } from '../ui/status-icon.tsx'
import { STEP_WORDS } from './step-words.ts'

type Props = {
  steps: readonly SetupStep[]
  done: ReadonlySet<SetupStep>
  /** Where one is; null when all are done. */
  current: SetupStep | null
  /** The one on screen, which may be another. */
  shown: SetupStep
  hrefOf: (step: SetupStep) => string
  onChoose: () => void
}

/** All steps, each a link: finished steps can be opened again, and later ones in advance. */
export function StepList({ steps, done, current, shown, hrefOf, onChoose }: Props) {
  const { t, i18n } = useLingui()
  return (
    <nav className="lk-guide-steps" aria-label={t`Steps of the setup`}>
      <ol>
        {steps.map((step) => (
          <li key={step}>
            <Link
              href={hrefOf(step)}
              data-step={step}
              data-shown={step === shown}
              aria-current={step === current ? 'step' : undefined}
              onClick={onChoose}
            >
              <StatusIcon tone={done.has(step) ? 'success' : step === current ? 'info' : 'neutral'} />
              <span>{i18n._(STEP_WORDS[step].title)}</span>
              {done.has(step) && (
                <span className="visually-hidden">
                  <Trans>(done)</Trans>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
