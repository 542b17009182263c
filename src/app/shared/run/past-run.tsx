import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { LatestDiagnosis } from '#contract/diagnosis.ts'
import { OUTDATED_WORDS } from '#contract/outdated-words.ts'
import { shortFingerprint } from '../verdict/fingerprint.tsx'
import { Message } from '../../ui/message.tsx'
import { ago, moment } from '../../ui/format.ts'

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
        <time dateTime={startedAt} title={moment(startedAt)}>
          {ago(startedAt, now)}
        </time>
        {' · '}
        <span>
          {fingerprint === null ? (
            <Trans>without a key</Trans>
          ) : (
            <Trans>
              about the key{' '}
              <code translate="no" title={fingerprint}>
                {shortFingerprint(fingerprint)}
              </code>
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
