import './connection.css'
import '../run/run.css'
import '../../ui/progress.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconDeviceFloppy, IconPlugConnected } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { useWatch } from 'react-hook-form'
import type { ConnectionView } from '#contract/connection.ts'
import { withScheme } from '#contract/glpi-address.ts'
import { GatewayRefusal } from '../../call.ts'
import { FailureMessage } from '../failure-message.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { FormShell } from '../../ui/form-shell.tsx'
import { Message } from '../../ui/message.tsx'
import type { InstanceEntry, InstanceFields } from './instance-entry.ts'
import { judgeConnection } from './judge.ts'
import { NameFields } from './name-fields.tsx'
import { TestPanel } from './test-panel.tsx'
import { useInstanceForm } from './use-instance-form.ts'
import { isGood, useConnectionTest } from './use-connection-test.ts'
import { MethodsFieldset } from './methods-fieldset.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

type Props = {
  /** Names the form. */
  label: string
  fields: InstanceFields
  stored: ConnectionView | null
  /** The instance whose stored secrets a test may use; null for a new one. */
  instance: string | null
  /** Of the settings in `fields`; null for a new instance, which chooses its identifier. */
  revision: string | null
  isSaving: boolean
  error: Error | null
  /** `connection` undefined: nothing of it was changed. @param revision of what the entries are meant to change. */
  onSave: (
    entry: Omit<InstanceEntry, 'connection'> & { connection?: InstanceEntry['connection'] },
    revision: string | null,
  ) => void
  save: ReactNode
}

/** An instance and the connection to its GLPI: fill in, test, save. */
export function InstanceEditor({ label, fields, stored, instance, revision, error, ...props }: Props) {
  const { t } = useLingui()
  const isNew = revision === null
  const unsaved = useInstanceForm({ instance, stored, fields, revision })
  const { form } = unsaved
  const { dirtyFields } = form.formState
  const [untested, setUntested] = useState<InstanceEntry | null>(null)
  const testButton = useRef<HTMLButtonElement>(null)
  const progress = useRef<HTMLDivElement>(null)
  const test = useConnectionTest(instance, (snapshot) => {
    // the button to cancel goes, and the focus must not go with it
    if (progress.current?.contains(document.activeElement)) testButton.current?.focus()
    if (snapshot) announce(isGood(snapshot) ? t`The connection works.` : t`The connection does not work yet.`)
  })
  function testConnection() {
    setUntested(null)
    const { connection, servicesUrl } = form.getValues()
    form.clearErrors('connection')
    const judged = judgeConnection(connection, stored)
    for (const [index, { path, reason }] of judged.issues.entries()) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the judge names fields of this form
      form.setError(`connection.${path.join('.')}` as 'connection', { message: reason }, { shouldFocus: index === 0 })
    }
    if (judged.connection === null) return
    announce(t`Testing the connection.`)
    const services = withScheme(servicesUrl)
    test.start({ connection: judged.connection, ...(services && { servicesUrl: services }) })
  }
  function save(entry: InstanceEntry) {
    setUntested(null)
    const { connection, ...own } = entry
    props.onSave(isNew || dirtyFields.connection ? { ...own, connection } : own, unsaved.revision)
  }
  function submit(entry: InstanceEntry) {
    const isUntouched = !isNew && !dirtyFields.connection
    const isProven = test.isCurrent && isGood(test.snapshot)
    if (entry.connection === null || isUntouched || isProven) save(entry)
    else setUntested(entry)
  }

  const methods = useWatch({ control: form.control, name: 'connection.methods' })
  return (
    <>
      {unsaved.isFound && (
        <Message
          tone="info"
          title={<Trans>What you typed here is not saved yet.</Trans>}
          action={
            <Button
              onClick={() => {
                unsaved.discard()
                test.outdate()
                // the button that was pressed goes away
                form.setFocus('name')
              }}
            >
              <Trans>Discard it</Trans>
            </Button>
          }
        />
      )}
      <FormShell
        label={label}
        form={form}
        actions={
          methods.length > 0 && (
            <Button
              ref={testButton}
              busy={test.isRunning}
              icon={<IconPlugConnected size={20} aria-hidden="true" />}
              onClick={testConnection}
            >
              <Trans>Test the connection</Trans>
            </Button>
          )
        }
        submit={{ label: props.save, icon: <IconDeviceFloppy size={20} aria-hidden="true" /> }}
        isBusy={props.isSaving}
        failure={error && <FailureMessage error={error} />}
        fault={faultOf(error, dirtyFields.servicesUrl === true)}
        onSubmit={submit}
        onChange={test.outdate}
      >
        <NameFields isNew={isNew} />
        <MethodsFieldset stored={stored} />
        <TestPanel test={test} progress={progress} />
      </FormShell>
      {untested && (
        <UntestedQuestion
          wasTested={test.isCurrent && test.run !== null}
          onTest={testConnection}
          onSave={() => save(untested)}
          onCancel={() => setUntested(null)}
        />
      )}
    </>
  )
}

/** The fields that the gateway knows more about than the page. */
function faultOf(error: Error | null, isUrlChanged: boolean) {
  if (!(error instanceof GatewayRefusal)) return null
  if (error.code === 'instance-exists') return { field: 'id', reason: 'taken' } as const
  // a saved key goes to no other host than it was saved for
  return error.code === 'request-invalid' && isUrlChanged ? ({ field: 'servicesUrl', reason: 'moved' } as const) : null
}

type UntestedQuestionProps = { wasTested: boolean; onTest: () => void; onSave: () => void; onCancel: () => void }

/** Asked before a connection is saved that nothing shows to work. */
const UntestedQuestion = ({ wasTested, onTest, onSave, onCancel }: UntestedQuestionProps) => (
  <ConfirmDialog
    title={wasTested ? <Trans>Save a connection that does not work yet?</Trans> : <Trans>Save without a test?</Trans>}
    onCancel={onCancel}
    safe={{
      label: wasTested ? <Trans>Test it again</Trans> : <Trans>Test it first</Trans>,
      variant: 'primary',
      onPress: onTest,
    }}
    // it closes at once: the form shows both
    action={{ label: <Trans>Save anyway</Trans>, isBusy: false, onPress: onSave }}
    failure={null}
  >
    <p>
      <Trans>
        Nothing shows that Latchkey can connect to this GLPI with these entries. You can save them and change them
        later. Until they work, no key is written or proven.
      </Trans>
    </p>
  </ConfirmDialog>
)
