import { Trans, useLingui } from '@lingui/react/macro'
import { IconArrowBackUp, IconCheck, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Instance, Registration } from '#contract/panel.ts'
import { TOLD_STEPS, type SetupStep, type ToldStep } from '#domain/setup-steps.ts'
import { LazyCauseMeaning, LazyCauseNextStep, LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { METHOD_NAMES } from '../shared/connection/method-names.ts'
import { AlsoSavedFor } from '../shared/also-saved-for.tsx'
import { GlpiLinks } from '../shared/glpi-links.tsx'
import { PortalLink } from '../shared/portal-link.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { FindOutWhy } from '../shared/find-out-why.tsx'
import { settingsPath } from '../shared/paths.ts'
import { useCheckNow } from '../shared/queries/registration.ts'
import { useMay } from '../shared/queries/session.ts'
import { UnlockList } from '../shared/subscription/unlock-list.tsx'
import { verdictWordsOf } from '../shared/verdict/state-words.ts'
import { storedWordsOf } from '../shared/verdict/storage-words.ts'
import { VendorQuote } from '../shared/verdict/vendor-quote.tsx'
import { Button } from '../ui/button.tsx'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { LoadingPart } from '../ui/loading-part.tsx'
import { Message } from '../ui/message.tsx'
import { Waiting } from '../ui/waiting.tsx'

// the form of a connection is long, and only the first step needs it
export const LazyAddInstance = lazyWithRetry(() => import('../shared/connection/add-instance.tsx'), 'AddInstance')
const WriteAgain = lazyWithRetry(() => import('../shared/write-again.tsx'), 'WriteAgain')

type Props = {
  step: SetupStep
  isDone: boolean
  instance: Instance | null
  registration: Registration | null
  onAdded: (id: string) => void
  onTold: (step: ToldStep) => void
  onPasted: () => void
  /** Takes back what the person said of this step; null where there is nothing to take back. */
  onUndo: (() => void) | null
  /** Leads to the box, for who has a key already: a whole one in it tells that they have been to the portal. */
  toBox: ReactNode
}

/** What is done in a step, with the panel's own parts; the box for the key is beside it, because three steps share it. */
export function StepPart({
  step,
  isDone,
  instance,
  registration,
  onAdded,
  onTold,
  onPasted,
  onUndo,
  toBox,
}: Props): ReactNode {
  const told = TOLD_STEPS.find((one) => one === step)
  if (told !== undefined)
    return (
      <AtThePortal
        step={told}
        isDone={isDone}
        onTold={instance && (() => onTold(told))}
        onUndo={onUndo}
        toBox={instance && toBox}
      />
    )
  if (step === 'glpi') {
    return (
      <div className="lk-guide-part">
        {instance === null ? (
          <LoadingBoundary fallback={<LoadingPart />}>
            <LazyAddInstance onAdded={onAdded} />
          </LoadingBoundary>
        ) : (
          <AddedInstance instance={instance} />
        )}
      </div>
    )
  }
  if (registration === null) return <NothingYet />
  if (step === 'open') {
    return (
      <div className="lk-guide-part">
        <UnlockList
          unlock={registration.unlock}
          hasGlpi={registration.glpi !== null}
          hasKey={registration.key !== null}
        />
        <GlpiLinks instance={registration.instance} />
      </div>
    )
  }
  if (registration.key === null) return null
  if (step === 'check') return <SavedVerdict registration={registration} />
  if (step === 'save') {
    return (
      <>
        {registration.alsoSavedFor && <AlsoSavedFor others={registration.alsoSavedFor} />}
        <InGlpi registration={registration} isDone={isDone} onPasted={onPasted} onUndo={onUndo} />
      </>
    )
  }
  return <Message tone="success" title={<Trans>A whole key is saved.</Trans>} />
}

const NothingYet = () => <Message tone="neutral" title={<Trans>This comes once your GLPI is added.</Trans>} />

const Undo = ({ onUndo }: { onUndo: () => void }) => (
  <Button icon={<IconArrowBackUp size={18} aria-hidden="true" />} onClick={onUndo}>
    <Trans>Not done yet</Trans>
  </Button>
)

type AtThePortalProps = {
  step: ToldStep
  isDone: boolean
  onTold: (() => void) | null
  onUndo: (() => void) | null
  toBox: ReactNode
}

/** Latchkey does not see the portal: the person says what is done there. */
function AtThePortal({ step, isDone, onTold, onUndo, toBox }: AtThePortalProps) {
  return (
    <div className="lk-actions">
      <PortalLink />
      {step === 'offer' && (
        <Link href="/do-i-need-a-key">
          <Trans>Do I need a key?</Trans>
        </Link>
      )}
      {step === 'copy' && (
        <>
          <Link href="/which-key">
            <Trans>Which key is which</Trans>
          </Link>
          <Link href="/check-key">
            <Trans>Look at a key without an account</Trans>
          </Link>
        </>
      )}
      <span className="lk-spring" />
      {onTold &&
        (isDone ? (
          <>
            <span className="text-secondary">
              <IconCheck size={18} aria-hidden="true" /> <Trans>Done</Trans>
            </span>
            {onUndo && <Undo onUndo={onUndo} />}
          </>
        ) : (
          <Button variant="primary" icon={<IconCheck size={18} aria-hidden="true" />} onClick={onTold}>
            <Trans>This is done</Trans>
          </Button>
        ))}
      {!isDone && toBox && <p className="lk-guide-to-box">{toBox}</p>}
    </div>
  )
}

/** The instance is there; its connection may follow at any time. */
function AddedInstance({ instance: { id, name, glpi } }: { instance: Instance }) {
  const { i18n } = useLingui()
  const maySet = useMay('administer')
  return (
    <Message
      tone={glpi ? 'success' : 'info'}
      title={
        glpi ? (
          <Trans>
            {name}: connected by {glpi.ways.map((way) => i18n._(METHOD_NAMES[way])).join(', ')}
          </Trans>
        ) : (
          <Trans>{name}: no connection yet. You paste the key into GLPI yourself.</Trans>
        )
      }
    >
      {maySet && (
        <p>
          <Link href={settingsPath(id)}>
            {glpi ? <Trans>Change or test the connection</Trans> : <Trans>Connect Latchkey to this GLPI</Trans>}
          </Link>
        </p>
      )}
    </Message>
  )
}

/** What GLPI Network last said of the saved key. */
function SavedVerdict({ registration: { instance, vendor } }: { registration: Registration }) {
  const { i18n } = useLingui()
  const checkNow = useCheckNow(instance)
  const mayChange = useMay('changeKeys')
  const { tone, word } = verdictWordsOf(vendor.verdict, vendor.cause)
  return (
    <Message tone={tone} title={i18n._(word)}>
      <VendorQuote vendor={vendor} />
      {vendor.cause && (
        <>
          <p>
            <LazyCauseTitle code={vendor.cause} />
          </p>
          <LazyCauseMeaning code={vendor.cause} />
          <LazyCauseNextStep code={vendor.cause} />
        </>
      )}
      {checkNow.error && <FailureMessage error={checkNow.error} />}
      <div className="lk-actions">
        {mayChange && (
          <Button
            busy={checkNow.isPending}
            icon={<IconRefresh size={20} aria-hidden="true" />}
            onClick={() => checkNow.mutate()}
          >
            <Trans>Check now</Trans>
          </Button>
        )}
        {vendor.verdict !== 'accepted' && <FindOutWhy instance={instance} />}
        {checkNow.isPending && (
          <Waiting>
            <Trans>Waiting for GLPI Network to answer</Trans>
          </Waiting>
        )}
      </div>
    </Message>
  )
}

type InGlpiProps = Pick<Props, 'isDone' | 'onPasted' | 'onUndo'> & { registration: Registration }

/** Whether the saved key stuck in GLPI; without a connection only the person can tell. */
function InGlpi({ registration, isDone, onPasted, onUndo }: InGlpiProps) {
  const { i18n } = useLingui()
  const maySet = useMay('administer')
  const mayChange = useMay('changeKeys')
  const { instance, glpi, storageCause } = registration
  const stored = storedWordsOf(registration)
  if (glpi === null) {
    return (
      <Message tone={isDone ? 'success' : 'info'} title={<Trans>The key is saved in Latchkey.</Trans>}>
        <p>
          <Trans>No connection to GLPI is set up, so paste the key in GLPI as well and save it there.</Trans>
        </p>
        {!isDone && (
          <div className="lk-actions">
            <Button variant="primary" icon={<IconCheck size={18} aria-hidden="true" />} onClick={onPasted}>
              <Trans>I have pasted it into GLPI</Trans>
            </Button>
            {maySet && (
              <Link href={settingsPath(instance)}>
                <Trans>Connect Latchkey to this GLPI</Trans>
              </Link>
            )}
          </div>
        )}
        {onUndo && (
          <div className="lk-actions">
            <Undo onUndo={onUndo} />
          </div>
        )}
      </Message>
    )
  }
  const cause = storageCause ?? glpi.cause
  return (
    <Message
      tone={stored?.tone ?? 'neutral'}
      title={stored ? <Trans>In GLPI: {i18n._(stored.word)}</Trans> : <Trans>It is not in GLPI.</Trans>}
    >
      {stored && <p>{i18n._(stored.means)}</p>}
      {cause && (
        <>
          <p>
            <LazyCauseTitle code={cause} peer="glpi" errorCode={glpi.evidence?.errorCode} />
          </p>
          <LazyCauseNextStep code={cause} peer="glpi" errorCode={glpi.evidence?.errorCode} />
        </>
      )}
      {!isDone && mayChange && registration.mayWriteAgain && (
        <LoadingBoundary>
          <WriteAgain registration={registration} />
        </LoadingBoundary>
      )}
    </Message>
  )
}
