import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { ago, ahead } from '../../ui/format.ts'
import { Time } from '../../ui/time.tsx'
import { CardPart } from './card-part.tsx'

type By = NonNullable<Registration['freshness']['by']>

const BY_WORDS: Record<By, MessageDescriptor> = {
  save: msg`asked when it was saved`,
  person: msg`asked by a person`,
  schedule: msg`asked by the schedule`,
}

/** When, whether that is live, what set it off, and when it is asked again. */
export function CheckedPart({ registration, now }: { registration: Registration; now: number }) {
  const { i18n } = useLingui()
  const { freshness, askedAs } = registration
  const { checkedAt, source, attemptedAt, nextCheckAt, by } = freshness
  return (
    <CardPart
      name={<Trans>Checked</Trans>}
      tone={source === 'live' ? 'success' : 'warning'}
      word={checkedAt === null ? <Trans>Never answered</Trans> : <Time at={checkedAt}>{ago(checkedAt, now)}</Time>}
    >
      <p>
        {source === 'live' && <Trans>live</Trans>}
        {source === 'remembered' && <Trans>remembered</Trans>}
        {source && by && ', '}
        {by && i18n._(BY_WORDS[by])}
      </p>
      {source !== 'live' && attemptedAt !== null && (
        <p>
          <Trans>
            last tried <Time at={attemptedAt}>{ago(attemptedAt, now)}</Time>
          </Trans>
        </p>
      )}
      {askedAs.proxy === 'glpi-earlier' && (
        <p>
          <Trans>through GLPI’s proxy, as seen before the latest inspection failed</Trans>
        </p>
      )}
      {askedAs.idFrom === null && (
        <p>
          <Trans>asked without an instance id</Trans>
        </p>
      )}
      {nextCheckAt !== null && (
        <p>
          <Trans>
            next check <Time at={nextCheckAt}>{ahead(nextCheckAt, now)}</Time>
          </Trans>
        </p>
      )}
    </CardPart>
  )
}
