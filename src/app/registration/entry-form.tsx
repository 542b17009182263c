import { Trans, useLingui } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { Suspense, useId, useMemo, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { MAX_PASTE_CHARACTERS, type Registration } from '#contract/panel.ts'
import { inspectKey } from '#domain/key.ts'
import { FailureMessage } from '../failure-message.tsx'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.ts'
import { Message } from '../ui/message.tsx'
import { EntryBox, type BoxRefusal } from './entry-box.tsx'
import { REASON_WORDS, reasonOf, REFUSAL_WORDS } from './entry-words.ts'
import { EntryForm } from './entry-schema.ts'
import { InspectionSummary } from './inspection-summary.tsx'
import { SandboxKeys } from './sandbox-keys.tsx'
import { useEscape } from './use-escape.ts'
import { useEntry } from './use-entry.ts'
import { Waiting } from './waiting.tsx'

type Props = {
  registration: Registration
  sandbox: boolean
  onSaved: (saved: Registration) => void
  /** Given while a key is saved that one can go back to. */
  onCancel?: (() => void) | undefined
}

const CheckOutcome = later(() => import('./check-outcome.tsx'), 'CheckOutcome')
const ReplaceQuestion = later(() => import('./replace-question.tsx'), 'ReplaceQuestion')

const NOTHING = inspectKey('')

/** From a paste to a saved key. Nothing leaves the browser before *Check* or *Save*. */
export function KeyEntryForm({ registration, sandbox, onSaved, onCancel }: Props) {
  const { t, i18n } = useLingui()
  const id = useId()
  const [refused, setRefused] = useState<BoxRefusal | null>(null)
  const form = useForm({
    resolver: standardSchemaResolver(EntryForm),
    defaultValues: { pasted: '', compared: false },
    reValidateMode: 'onSubmit',
  })
  useEscape(onCancel)
  const entry = useEntry(registration, onSaved)
  const pasted = useWatch({ control: form.control, name: 'pasted' })
  const inspection = useMemo(() => (pasted.length > MAX_PASTE_CHARACTERS ? NOTHING : inspectKey(pasted)), [pasted])
  const { errors } = form.formState
  const reason = reasonOf(errors.pasted?.message)

  /** What was said of the text before says nothing of this one. */
  function forget() {
    setRefused(null)
    entry.reset()
    form.clearErrors()
    form.setValue('compared', false)
  }
  function put(text: string) {
    forget()
    form.setValue('pasted', text)
    form.setFocus('pasted')
  }

  return (
    <form aria-label={t`Key entry`} noValidate onSubmit={form.handleSubmit(({ key }) => entry.save(key))}>
      <div className="lk-row">
        <label className="lk-row-label" htmlFor={`${id}-key`}>
          <Trans>Registration key</Trans>
        </label>
        <div className="lk-row-value">
          <EntryBox
            field={{
              ...form.register('pasted', { onChange: forget }),
              id: `${id}-key`,
              'aria-describedby': `${id}-reason ${id}-found`,
              'aria-invalid': reason !== undefined,
            }}
            text={pasted}
            edits={inspection.edits}
            onText={put}
            onRefused={(why) => {
              forget()
              setRefused(why)
            }}
          />
          <p id={`${id}-reason`} className="lk-reason" role="alert">
            {refused ? i18n._(REFUSAL_WORDS[refused]()) : reason && i18n._(REASON_WORDS[reason](inspection))}
          </p>
          <div id={`${id}-found`}>
            <InspectionSummary inspection={inspection} />
          </div>
          {inspection.finding === 'confirm' && (
            <>
              <label className="form-check lk-compared">
                <input type="checkbox" className="form-check-input" {...form.register('compared')} />
                <span className="form-check-label">
                  <Trans>I compared the cleaned key with the original</Trans>
                </span>
              </label>
              {errors.compared && (
                <p className="lk-reason" role="alert">
                  {i18n._(REASON_WORDS['not-compared'](inspection))}
                </p>
              )}
            </>
          )}
          {entry.isSame && (
            <Message tone="info" alert title={<Trans>This key is already saved. Nothing was changed.</Trans>} />
          )}
          {entry.error && <FailureMessage error={entry.error} />}
          <Suspense>{entry.checked && <CheckOutcome reply={entry.checked} />}</Suspense>
          <SandboxKeys shown={sandbox} onPick={put} />
        </div>
      </div>
      <div className="lk-actions lk-actions-bar">
        <Button busy={entry.isChecking} onClick={form.handleSubmit(({ key }) => entry.check(key))}>
          <Trans>Check without saving</Trans>
        </Button>
        {entry.isChecking && (
          <Waiting onCancel={entry.cancel}>
            <Trans>Waiting for GLPI Network to answer about this key</Trans>
          </Waiting>
        )}
        {entry.isSaving && (
          <Waiting>
            <Trans>Saved as soon as it is stored; waiting for GLPI Network’s first answer</Trans>
          </Waiting>
        )}
        <span className="lk-spring" />
        {onCancel && (
          <Button onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
        )}
        <Button
          type="submit"
          look="primary"
          busy={entry.isSaving}
          icon={<IconDeviceFloppy size={20} aria-hidden="true" />}
        >
          <Trans>Save</Trans>
        </Button>
      </div>
      <Suspense>
        {entry.doubt && (
          <ReplaceQuestion reply={entry.doubt.reply} onKeep={entry.reset} onReplace={entry.replaceAnyway} />
        )}
      </Suspense>
    </form>
  )
}
