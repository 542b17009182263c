import { Trans, useLingui } from '@lingui/react/macro'
import type { SetupStep } from '#domain/setup-steps.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { guideText } from './guide-text.ts'

/** All steps as plain text: to read out on the telephone, or to send. */
export function ReadOut({ steps }: { steps: readonly SetupStep[] }) {
  const { i18n } = useLingui()
  const text = guideText(steps, i18n)
  return (
    <details className="lk-guide-part lk-guide-text">
      <summary>
        <Trans>As text to read out</Trans>
      </summary>
      <CopyButton text={text}>
        <Trans>Copy the text</Trans>
      </CopyButton>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it */}
      <pre tabIndex={0}>{text}</pre>
    </details>
  )
}
