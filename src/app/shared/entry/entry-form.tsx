import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useId, useState } from 'react'
import { Link } from 'wouter'
import type { Registration } from '#contract/panel.ts'
import { FailureMessage } from '../failure-message.tsx'
import { setupGuidePath } from '../paths.ts'
import { useMay } from '../queries/session.ts'
import { lazyWithRetry } from '../../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../../ui/loading-boundary.tsx'
import { Message } from '../../ui/message.tsx'
import { draftFor, keepDraft } from '../drafts.ts'
import { EntryActions } from './entry-actions.tsx'
import { BOX_REFUSAL_WORDS, EntryBox, isPaste, type BoxRefusal } from '../paste/entry-box.tsx'
import { FindingLine } from '../paste/finding-line.tsx'
import { useInspector, useInspection } from '../paste/inspector.ts'
import { SandboxKeyList } from './sandbox-key-list.tsx'
import { useKeyEntry } from './use-key-entry.ts'
import { useEntryFields, usePress, type PastedReason } from './use-entry-fields.ts'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

type Props = {
  registration: Registration
  sandbox: boolean
  onSaved: (saved: Registration) => void
  /** Set while there is a saved key to go back to. */
  onCancel?: (() => void) | undefined
  /** How far the text in the box is, each time that changes. */
  onProgress?: ((progress: EntryProgress) => void) | undefined
}

/** `isAccepted`: GLPI Network accepted the very key in the box, which is not saved. */
export type EntryProgress = { isWhole: boolean; isAccepted: boolean }

// few pastes need these
const RealKey = lazyWithRetry(() => import('./real-key.tsx'), 'RealKey')
const GuessedPlaces = lazyWithRetry(() => import('../paste/guessed-places.tsx'), 'GuessedPlaces')
const ComparedCheck = lazyWithRetry(() => import('./compared-check.tsx'), 'ComparedCheck')
const NotSaved = lazyWithRetry(() => import('./not-saved.tsx'), 'NotSaved')
const CheckOutcome = lazyWithRetry(() => import('./check-outcome.tsx'), 'CheckOutcome')
const ChangedQuestion = lazyWithRetry(() => import('../changed-question.tsx'), 'ChangedQuestion')
const ReplaceQuestion = lazyWithRetry(() => import('./replace-question.tsx'), 'ReplaceQuestion')

/** From a paste to a saved key. Nothing leaves the browser before *Check* or *Save*. */
export function KeyEntryForm({ registration, sandbox, onSaved, onCancel, onProgress }: Props) {
  const { t, i18n } = useLingui()
  const id = useId()
  const [boxRefusal, setBoxRefusal] = useState<BoxRefusal | null>(null)
  const [draft] = useState(() => draftFor(registration.instance))
  const fields = useEntryFields(draft, sandbox)
  const { pasted, inspected, notSent, focusBox } = fields
  useDraft(registration.instance, pasted)
  /** Leaves the box for good. */
  const dropDraft = () => keepDraft(registration.instance, '')
  const cancel =
    onCancel &&
    (() => {
      dropDraft()
      onCancel()
    })
  useEscape(cancel)
  const entry = useKeyEntry(registration, (saved) => {
    dropDraft()
    onSaved(saved)
  })
  const canSave = useMay('changeKeys')
  const { status: pressStatus, press, cancel: cancelPress } = usePress()
  const isReplacing = onCancel !== undefined
  useEffect(() => {
    if (isReplacing) focusBox()
  }, [isReplacing, focusBox])
  const inspection = useInspection(inspected)
  const inspector = useInspector()
  const isGuess = inspection?.finding === 'confirm'
  const isUnfamiliar = inspection?.finding === 'unfamiliar'
  const isReal = sandbox && inspection?.key != null && (inspector?.isRealKey(inspection.key) ?? false)
  const isUncompared = notSent === 'not-compared'
  const isAccepted = entry.checked?.vendor.verdict === 'accepted'
  const isWhole = isAccepted || (inspection?.key != null && !isUnfamiliar && (!isGuess || fields.tick.checked))
  useEffect(() => onProgress?.({ isWhole, isAccepted }), [onProgress, isWhole, isAccepted])
  const reason = pressStatus === 'failed' && inspection === null ? 'not-inspected' : isUncompared ? null : notSent

  /** An outcome belongs to one text only. */
  function clearOutcome() {
    setBoxRefusal(null)
    cancelPress()
    entry.reset()
    fields.clearOutcome()
  }
  const submitEntry = (act: (key: string) => void, isCheck: boolean) => {
    const submit = () => fields.submit(act, isCheck)
    // an empty box needs no inspection; and nothing is drawn of a wait that there is not
    if (pasted !== '' && inspector === null) return press(submit)
    cancelPress()
    return submit()
  }
  function stopChecking() {
    entry.reset()
    focusBox()
  }
  function replaceText(text: string) {
    clearOutcome()
    fields.setText(text)
    focusBox()
  }

  return (
    <form
      aria-label={t`Key entry`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submitEntry((key) => void (canSave ? entry.save(key, isUnfamiliar) : entry.check(key)), !canSave)
      }}
    >
      {isReplacing && (
        <header className="lk-card-head">
          <h2>
            <Trans>New key</Trans>
          </h2>
        </header>
      )}
      <div className="lk-row">
        <label className="lk-row-label" htmlFor={`${id}-key`}>
          <Trans>Registration key</Trans>
        </label>
        <div className="lk-row-value">
          <EntryBox
            field={{
              ...fields.box,
              onChange: (event) => {
                clearOutcome()
                fields.enter(event.target.value, !isPaste(event.nativeEvent))
              },
              id: `${id}-key`,
              'aria-describedby': `${id}-reason ${id}-found`,
              'aria-invalid': reason !== null,
            }}
            text={pasted}
            inspected={inspected}
            edits={inspection?.edits ?? []}
            onText={replaceText}
            onRefused={(why) => {
              clearOutcome()
              setBoxRefusal(why)
            }}
            links={<KeyLinks />}
          >
            <p id={`${id}-reason`} className="lk-reason" role="alert">
              {boxRefusal ? i18n._(BOX_REFUSAL_WORDS[boxRefusal]()) : reason && i18n._(NOT_SENT_WORDS[reason]())}
            </p>
            <div id={`${id}-found`}>
              <FindingLine text={inspected} inspection={inspection} saysUnsent={!entry.isSent} />
            </div>
            <LoadingBoundary>{isReal && <RealKey text={inspected} />}</LoadingBoundary>
            <LoadingBoundary>
              {isGuess && inspection && <GuessedPlaces text={inspected} inspection={inspection} />}
            </LoadingBoundary>
            <LoadingBoundary>
              {isGuess && <ComparedCheck field={fields.tick} isMissing={isUncompared} onChange={fields.setCompared} />}
            </LoadingBoundary>
            {entry.isSame && (
              <Message tone="info" alert title={<Trans>This key is already saved. Nothing was changed.</Trans>} />
            )}
            {entry.notSaved ? (
              <LoadingBoundary>
                <NotSaved cause={entry.notSaved} isSaving={entry.isSaving} onKeep={entry.keepWithoutGlpi} />
              </LoadingBoundary>
            ) : (
              entry.error && <FailureMessage error={entry.error} />
            )}
            <LoadingBoundary>
              {entry.checked && (
                <CheckOutcome reply={entry.checked} registration={registration} checkedKey={inspection?.key ?? null} />
              )}
            </LoadingBoundary>
          </EntryBox>
          <SandboxKeyList shown={sandbox} onPick={replaceText} />
          {!onProgress && !sandbox && registration.key === null && (
            <p className="lk-box-tools">
              <Link href={setupGuidePath(registration.instance)}>
                <Trans>No key yet? Get one, step by step</Trans>
              </Link>
            </p>
          )}
        </div>
      </div>
      <EntryActions
        entry={entry}
        canSave={canSave}
        isInspecting={pressStatus === 'waiting'}
        onCheck={() => void submitEntry((key) => entry.check(key), true)}
        onStop={stopChecking}
        onCancel={cancel}
      />
      <LoadingBoundary>
        {entry.checkToConfirm && (
          <ReplaceQuestion
            reply={entry.checkToConfirm}
            registration={registration}
            isBusy={entry.isSaving}
            onKeep={entry.reset}
            onReplace={entry.replaceAnyway}
          />
        )}
        {entry.changed && (
          <ChangedQuestion
            changed={entry.changed}
            goOn={<Trans>Save it anyway</Trans>}
            isBusy={entry.isSaving}
            onStop={entry.leaveChanged}
            onGoOn={entry.saveAnyway}
          />
        )}
      </LoadingBoundary>
    </form>
  )
}

/** For those who have no key, or another one. */
const KeyLinks = () => (
  <>
    <Link href="/which-key">
      <Trans>Which key is it?</Trans>
    </Link>
    <Link href="/do-i-need-a-key">
      <Trans>Do I need a key?</Trans>
    </Link>
  </>
)

/** Keeps what is in the box while other pages are open, and asks before the page itself is left with it. */
function useDraft(instance: string, text: string): void {
  useEffect(() => {
    keepDraft(instance, text)
    if (text === '') return undefined
    const ask = (event: Event) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [instance, text])
}

/** Escape leaves what was opened, unless a dialog on top of it takes the key. */
function useEscape(onEscape: (() => void) | undefined): void {
  useEffect(() => {
    if (!onEscape) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) onEscape()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onEscape])
}

/** `not-inspected`: the part of the page that inspects a text could not be loaded. */
type Reason = PastedReason | 'not-inspected'

/** Why nothing was sent. */
const NOT_SENT_WORDS: Record<Reason, () => MessageDescriptor> = {
  'not-inspected': () => msg`Nothing was sent or saved, because the text could not be inspected.`,
  empty: () => msg`Paste the registration key first.`,
  'not-whole': () => msg`Nothing was sent or saved, because this is not a whole key.`,
  'real-key': () => msg`Nothing was sent or saved: this looks like a real key, and this is practice.`,
  'text-too-long': BOX_REFUSAL_WORDS['text-too-long'],
}
