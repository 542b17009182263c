import { Trans } from '@lingui/react/macro'

/** For the telephone: it leads to the same causes on another Latchkey. */
export const SupportCode = ({ code }: { code: string }) => (
  <span>
    <Trans>
      Support code{' '}
      <code translate="no" className="lk-support-code">
        {code}
      </code>
    </Trans>
  </span>
)
