import { Trans } from '@lingui/react/macro'
import type { Clock, ClockJudgement, ClockReading } from '#domain/clocks.ts'
import { formatOffset, formatDays } from './measures.ts'

type Props = { reading: ClockReading; reference: Clock; judgement: ClockJudgement | undefined }

/** The status of a clock, in words. */
export function ClockStatus({ reading: { clock, offsetSeconds, trusted }, reference, judgement }: Props) {
  return (
    <>
      {clock === reference ? <Trans>the others are compared with it</Trans> : <Standing judgement={judgement} />}
      {clock === 'gateway' && offsetSeconds !== 0 && (
        <>
          {' · '}
          <Trans>it was set by {formatOffset(offsetSeconds)} while this ran</Trans>
        </>
      )}
      {!trusted && (
        <>
          {' · '}
          {clock === 'browser' ? (
            <Trans>on the same computer as this server</Trans>
          ) : (
            <Trans>received over a connection that is not trusted</Trans>
          )}
        </>
      )}
    </>
  )
}

function Standing({ judgement }: { judgement: ClockJudgement | undefined }) {
  if (!judgement) return <Trans>compared with this server</Trans>
  if (!judgement.wrong) return <Trans>right</Trans>
  const size = formatDays(judgement.aheadSeconds)
  return <strong>{judgement.aheadSeconds > 0 ? <Trans>{size} ahead</Trans> : <Trans>{size} behind</Trans>}</strong>
}
