import { Trans, useLingui } from '@lingui/react/macro'
import type { DiagnosisProgress } from '#contract/diagnosis-run.ts'
import { chainsOf } from '#contract/diagnosis-links.ts'
import type { ReactNode } from 'react'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { moment } from '../../ui/format.ts'
import { Message } from '../../ui/message.tsx'
import { Chains } from './chain.tsx'
import { Clocks } from './clocks.tsx'
import { Headline } from './headline.tsx'
import { formatDuration } from './measures.ts'

/** `broken`: the gateway stopped in the middle; what it had sent until then stays. */
export type Phase = 'running' | 'ended' | 'cancelled' | 'broken' | 'refused'

type Props = {
  run: DiagnosisProgress
  phase: Phase | null
  /** The saved key's fingerprint; undefined where no key can be saved, or none is known yet. */
  saved: string | null | undefined
  /** What is said in place of a headline, of a run that is of the past. */
  past?: ReactNode
}

/** What a run found so far, or at its end; the same on the page and in a report. */
export function RunView({ run, phase, saved, past }: Props) {
  const { begun, end } = run
  return (
    <>
      {past ?? (end && <Headline run={run} end={end} />)}
      {phase === 'cancelled' && (
        <Message tone="neutral" title={<Trans>Cancelled. The results so far are below.</Trans>} />
      )}
      {phase === 'broken' && (
        <Message tone="danger" alert title={<Trans>The diagnosis stopped before it was finished</Trans>}>
          <p>
            <Trans>
              Latchkey’s own server stopped sending results. What it sent until then is below. Run the diagnosis again
              for the rest.
            </Trans>
          </p>
        </Message>
      )}
      {begun && end && <RunOn begun={begun} end={end} />}
      {!past && isOtherKey(run, saved) && (
        <p className="lk-other-key text-secondary">
          <Trans>The key in this run is not the one that is saved.</Trans>
        </p>
      )}
      <Chains chains={chainsOf(run, phase === 'running')} />
      {run.clocks.length > 0 && <Clocks readings={run.clocks} isOn={phase === 'running'} />}
    </>
  )
}

type RunOnProps = { begun: NonNullable<DiagnosisProgress['begun']>; end: NonNullable<DiagnosisProgress['end']> }

/** Which run it was: the one on screen may be of yesterday, and of somebody else. */
function RunOn({ begun: { id, startedAt, services }, end: { endedAt } }: RunOnProps) {
  const { t } = useLingui()
  return (
    <p className="lk-run-on text-secondary">
      <Trans>
        Run on <time dateTime={startedAt}>{moment(startedAt)}</time> against <code translate="no">{services}</code>, in{' '}
        {formatDuration(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)))}. Correlation id{' '}
        <code translate="no">{id}</code>
      </Trans>{' '}
      <CopyIcon text={id} label={t`Copy the id`} />
    </p>
  )
}

function isOtherKey({ steps }: DiagnosisProgress, saved: string | null | undefined): boolean {
  const looked = steps.find(({ stage }) => stage === 'text')?.facts.fingerprint
  return looked !== undefined && saved !== undefined && looked !== saved
}
