import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { LatestDiagnosis } from '#contract/diagnosis.ts'
import { OUTDATED_WORDS } from '#contract/outdated-words.ts'
import { FingerprintText } from '../verdict/fingerprint.tsx'
import { Message } from '../../ui/message.tsx'
import { ago } from '../../ui/format.ts'
import { Time } from '../../ui/time.tsx'

type Props = {
  diagnosis: NonNullable<LatestDiagnosis>
  /** By the gateway's clock, as the run was. */
  now: number
  action?: ReactNode
}

/** Of a run that says nothing about now: why, and how old it is. What it concluded is not said. */
export function PastRun({ diagnosis: { outdated, startedAt, fingerprint }, now, action }: Props) {
  const { i18n } = useLingui()
  return (
    <Message tone="warning" title={i18n._(OUTDATED_WORDS[outdated ?? 'unknown'])} action={action}>
      <p>
        <Time at={startedAt}>{ago(startedAt, now)}</Time>
        {' · '}
        <span>
          {fingerprint === null ? (
            <Trans>without a key</Trans>
          ) : (
            <Trans>
              about the key <FingerprintText of={fingerprint} />
            </Trans>
          )}
        </span>
      </p>
      <p>
        <Trans>It says nothing about the current state.</Trans>
      </p>
    </Message>
  )
}
