import { Trans } from '@lingui/react/macro'
import { ago, moment } from '../../ui/format.ts'

/** When a GLPI was last inspected, by the gateway's clock, as `now` is. */
export const SeenAgo = ({ at, now }: { at: string | null; now: number }) =>
  at === null ? (
    <Trans>not inspected yet</Trans>
  ) : (
    <Trans>
      seen{' '}
      <time dateTime={at} title={moment(at)}>
        {ago(at, now)}
      </time>
    </Trans>
  )
