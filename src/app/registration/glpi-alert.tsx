import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Registration } from '#contract/panel.ts'
import { EvidenceList } from '../causes/evidence-list.tsx'
import { CauseMeaning, CauseNext, CauseTitle } from '../causes/lazy.tsx'
import { FindOutWhy } from '../diagnosis/find-out-why.tsx'
import { Message } from '../ui/message.tsx'

type Props = {
  registration: Registration
  /** What writes the key once more; for who may. */
  again: ReactNode
}

/** What is the matter with the key in GLPI, while GLPI Network may be content with it; `broken` is said by the state. */
export function GlpiAlert({ registration, again }: Props) {
  const { instance, state, glpi, key, storage, storageCause } = registration
  if (glpi === null || state === 'broken' || state === 'differs' || state === 'managed') return null
  if (key === null) return <Left registration={registration} />
  const at = { peer: 'glpi', errorCode: glpi.evidence?.errorCode } as const
  if (glpi.holdsAnother) {
    return (
      <Message tone="warning" title={<Trans>GLPI holds another key than Latchkey does</Trans>}>
        <p>
          <Trans>
            Somebody saved another one in GLPI. What is said here is about Latchkey’s; GLPI uses its own. Write
            Latchkey’s into GLPI again, or replace it here by the one that is right.
          </Trans>
        </p>
        {again}
      </Message>
    )
  }
  if (storage === 'unknown' && glpi.cause !== null) {
    return (
      <Message
        tone="warning"
        title={<Trans>GLPI could not be looked at, so nothing shows whether it has the key</Trans>}
      >
        <p>
          <strong>
            <CauseTitle code={glpi.cause} {...at} />
          </strong>
        </p>
        <CauseMeaning code={glpi.cause} {...at} />
        <EvidenceList of={glpi.evidence} />
        <CauseNext code={glpi.cause} {...at} />
        <div className="lk-actions">
          {again}
          <FindOutWhy instance={instance} />
        </div>
      </Message>
    )
  }
  if (storage === 'unknown' && storageCause !== null) {
    return (
      <Message tone="warning" title={<CauseTitle code={storageCause} />}>
        <CauseMeaning code={storageCause} />
        <CauseNext code={storageCause} />
        {again}
      </Message>
    )
  }
  return null
}

/** What is in GLPI while Latchkey has no key for it, after a removal for instance. */
function Left({ registration: { storage, storageCause, glpi } }: { registration: Registration }) {
  if (glpi?.holdsAnother) {
    return (
      <Message tone="info" title={<Trans>GLPI already holds a key</Trans>}>
        <p>
          <Trans>
            Latchkey does not have it, and cannot take it out of GLPI. Paste the same one here, or another, which then
            takes its place.
          </Trans>
        </p>
      </Message>
    )
  }
  if (storage === 'accepted') {
    return (
      <Message tone="warning" title={<Trans>The key is removed here; GLPI accepted that, and proved nothing</Trans>}>
        <p>
          <Trans>Look at Setup &gt; General &gt; GLPI Network in GLPI, whether the key is gone there.</Trans>
        </p>
      </Message>
    )
  }
  if (storage !== 'blank' && storage !== 'unreadable') return null
  return (
    <Message
      tone="warning"
      title={
        storage === 'blank' ? (
          <Trans>GLPI cannot encrypt: whatever is saved next will be stored blank</Trans>
        ) : (
          <Trans>GLPI holds something in the key’s place that it cannot read</Trans>
        )
      }
    >
      {storageCause && (
        <>
          <p>
            <strong>
              <CauseTitle code={storageCause} />
            </strong>
          </p>
          <CauseNext code={storageCause} />
        </>
      )}
    </Message>
  )
}
