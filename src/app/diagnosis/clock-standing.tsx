import { Trans } from '@lingui/react/macro'
import type { ClockJudgement, ClockReading } from '#domain/clocks.ts'
import { offset, span } from './measures.ts'

type Props = { reading: ClockReading; isReference: boolean; judgement: ClockJudgement | undefined }

/** How a clock stands, in words. */
export function ClockStanding({ reading, isReference, judgement }: Props) {
  const { clock, offsetSeconds, trusted } = reading
  const jumped = clock === 'gateway' && offsetSeconds !== 0
  return (
    <>
      <Standing isReference={isReference} judgement={judgement} isOwn={clock === 'gateway'} />
      {jumped && (
        <>
          {' · '}
          <Trans>it was set by {offset(offsetSeconds)} while this ran</Trans>
        </>
      )}
      {!trusted && (
        <>
          {' · '}
          <Trans>told over a connection that nobody vouched for</Trans>
        </>
      )}
    </>
  )
}

function Standing({ isReference, judgement, isOwn }: Omit<Props, 'reading'> & { isOwn: boolean }) {
  if (isReference) return <Trans>the others are compared with it</Trans>
  if (!judgement) return isOwn ? <Trans>the others are compared with it</Trans> : <Trans>against this server</Trans>
  if (!judgement.wrong) return <Trans>right</Trans>
  const size = span(judgement.aheadSeconds)
  return <strong>{judgement.aheadSeconds > 0 ? <Trans>{size} ahead</Trans> : <Trans>{size} behind</Trans>}</strong>
}
