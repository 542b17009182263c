import { Trans, useLingui } from '@lingui/react/macro'
import type { SetupStep } from '#domain/setup-steps.ts'
import { STEP_WORDS } from './step-words.ts'

/** All steps at once, for paper only: nothing of what is typed or saved is in it. */
export function PaperGuide({ steps }: { steps: readonly SetupStep[] }) {
  const { i18n } = useLingui()
  return (
    <ol className="lk-paper" aria-hidden="true">
      {steps.map((step) => {
        const { title, click, see, unconfirmed, otherwise } = STEP_WORDS[step]
        return (
          <li key={step}>
            <h2>{i18n._(title)}</h2>
            <p>{i18n._(click)}</p>
            <p>
              <strong>
                <Trans>You should see:</Trans>
              </strong>{' '}
              {i18n._(see)}
            </p>
            {unconfirmed && <p>{i18n._(unconfirmed)}</p>}
            <ul>
              {otherwise.map((one) => (
                <li key={one.sees.id}>
                  <strong>{i18n._(one.sees)}</strong>
                  <br />
                  {i18n._(one.do)}
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ol>
  )
}
