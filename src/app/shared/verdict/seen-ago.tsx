import { Trans } from '@lingui/react/macro'
import { ago } from '../../ui/format.ts'
import { Time } from '../../ui/time.tsx'

/** When a GLPI was last inspected, by the gateway's clock, as `now` is. */
export const SeenAgo = ({ at, now }: { at: string | null; now: number }) =>
  at === null ? (
    <Trans>not inspected yet</Trans>
  ) : (
    <Trans>
      seen <Time at={at}>{ago(at, now)}</Time>
    </Trans>
  )
