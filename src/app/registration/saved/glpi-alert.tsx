import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Registration } from '#contract/panel.ts'
import type { CauseCode } from '#domain/causes.ts'
import { isDecidedInGlpi } from '#domain/verdict.ts'
import { EvidenceList } from '../../shared/cause/evidence-list.tsx'
import { LazyCauseMeaning, LazyCauseNextStep, LazyCauseTitle } from '../../shared/cause/lazy.tsx'
import { FindOutWhy } from '../../shared/find-out-why.tsx'
import { Message } from '../../ui/message.tsx'

type Props = {
  registration: Registration
  glpi: NonNullable<Registration['glpi']>
  /** The button that writes the key again; for those who may change keys. */
  again: ReactNode
}

/** What is the matter with the key in GLPI, while GLPI Network may be content with it; what the state says is left to it. */
export function GlpiAlert({ registration, glpi, again }: Props) {
  const { state, key, storage, storageCause } = registration
  if (isDecidedInGlpi(state)) {
    return glpi.cause && <NotInspected cause={glpi.cause} registration={registration} again={null} />
  }
  if (registration.writeDue) return <WriteDue registration={registration} />
  if (glpi.cause !== null) return <NotInspected cause={glpi.cause} registration={registration} again={again} />
  if (key === null) return <LeftInGlpi registration={registration} />
  if (storage === 'unknown' && storageCause !== null) {
    return (
      <Message tone="warning" title={<LazyCauseTitle code={storageCause} />}>
        <LazyCauseMeaning code={storageCause} />
        <LazyCauseNextStep code={storageCause} />
        {again}
      </Message>
    )
  }
  return null
}

/** Saved while GLPI did not answer. */
function WriteDue({ registration: { instance, glpi } }: { registration: Registration }) {
  return (
    <Message
      tone="warning"
      title={<Trans>The key is saved in Latchkey only; it is written into GLPI as soon as GLPI answers</Trans>}
    >
      {glpi?.cause && (
        <>
          <p>
            <strong>
              <LazyCauseTitle code={glpi.cause} peer="glpi" errorCode={glpi.evidence?.errorCode} />
            </strong>
          </p>
          <EvidenceList of={glpi.evidence} />
          <LazyCauseNextStep code={glpi.cause} peer="glpi" errorCode={glpi.evidence?.errorCode} />
        </>
      )}
      <div className="lk-actions">
        <FindOutWhy instance={instance} />
      </div>
    </Message>
  )
}

type NotInspectedProps = Omit<Props, 'glpi'> & { cause: CauseCode }

/** Nothing on the page says more of GLPI than its last inspection showed: so that this one failed stands at its top, with why. */
function NotInspected({ registration: { instance, storage, key, glpi }, cause, again }: NotInspectedProps) {
  const at = { peer: 'glpi', errorCode: glpi?.evidence?.errorCode } as const
  return (
    <Message
      tone="warning"
      title={
        glpi?.seenAt == null || (storage === 'unknown' && !glpi.holdsAnother) ? (
          <Trans>GLPI could not be inspected, so nothing shows whether it has the key</Trans>
        ) : (
          <Trans>GLPI could not be inspected just now; this is from an earlier inspection</Trans>
        )
      }
    >
      <p>
        <strong>
          <LazyCauseTitle code={cause} {...at} />
        </strong>
      </p>
      <LazyCauseMeaning code={cause} {...at} />
      <EvidenceList of={glpi?.evidence ?? null} />
      <LazyCauseNextStep code={cause} {...at} />
      <div className="lk-actions">
        {key !== null && again}
        <FindOutWhy instance={instance} />
      </div>
    </Message>
  )
}

/** What is in GLPI while Latchkey has no key for it, after a removal for instance. */
function LeftInGlpi({ registration: { storage, storageCause, glpi } }: { registration: Registration }) {
  if (glpi?.holdsAnother) {
    return (
      <Message tone="info" title={<Trans>GLPI already holds a key</Trans>}>
        <p>
          <Trans>
            Latchkey does not have this key, and cannot read it from GLPI. Paste the same key here, or another one to
            replace it.
          </Trans>
        </p>
      </Message>
    )
  }
  if (storage === 'accepted') {
    return (
      <Message
        tone="warning"
        title={<Trans>The key is removed here; GLPI accepted the removal, but nothing proves it</Trans>}
      >
        <p>
          <Trans>Check in GLPI, under Setup &gt; General &gt; GLPI Network, that the key is gone.</Trans>
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
          <Trans>GLPI cannot encrypt: the next key that is saved will be stored blank</Trans>
        ) : (
          <Trans>GLPI holds a value in place of the key that it cannot read</Trans>
        )
      }
    >
      {storageCause && (
        <>
          <p>
            <strong>
              <LazyCauseTitle code={storageCause} />
            </strong>
          </p>
          <LazyCauseNextStep code={storageCause} />
        </>
      )}
    </Message>
  )
}
