import { Trans, useLingui } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { IconDeviceFloppy, IconMail, IconSend } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { isLanguage } from '#contract/languages.ts'
import { MAIL_TLS, type MailForm, type MailView } from '#contract/notices.ts'
import { changedBy } from '../call.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Done } from '../ui/done.tsx'
import { Field } from '../ui/field.tsx'
import { FormShell } from '../ui/form-shell.tsx'
import { LinesField } from '../ui/lines-field.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { fieldsOfMail, mailEntry, type MailEntry } from './mail-entry.ts'
import { TLS_NAMES } from './notice-words.ts'
import { NoticesChanged } from './notices-changed.tsx'
import { useRemoveMail, useSaveMail, useTestMail } from './queries.ts'
import { useFocusOnce } from './use-focus-once.ts'
import { TestOutcome } from './test-outcome.tsx'

/** The mail server that e-mails go through. */
export function MailCard({ mail, revision }: { mail: MailView | null; revision: string }) {
  const [saves, setSaves] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const [isSaved, setSaved] = useState(false)
  return (
    <section className="lk-card" aria-labelledby="mail-server">
      <header className="lk-card-head">
        <h2 id="mail-server">
          <IconMail size={20} aria-hidden="true" /> <Trans>Mail server</Trans>
        </h2>
        {!isOpen && isSaved && mail && (
          <Done>
            <Trans>Saved.</Trans>
          </Done>
        )}
        {!isOpen && <OpenButton isNew={mail === null} isBack={saves > 0} onOpen={() => setOpen(true)} />}
      </header>
      {!isOpen && (
        <p className="lk-card-body">
          {mail ? (
            <Trans>
              Mail goes through <strong translate="no">{`${mail.host}:${mail.port}`}</strong>, from{' '}
              <strong translate="no">{mail.from}</strong>.
            </Trans>
          ) : (
            <Trans>Without one, e-mails wait.</Trans>
          )}
        </p>
      )}
      {isOpen && (
        <MailEditor
          key={saves}
          mail={mail}
          revision={revision}
          onDone={(saved) => {
            setSaves(saves + 1)
            setSaved(saved)
            setOpen(false)
          }}
        />
      )}
    </section>
  )
}

function OpenButton({ isNew, isBack, onOpen }: { isNew: boolean; isBack: boolean; onOpen: () => void }) {
  const button = useFocusOnce<HTMLButtonElement>(isBack)
  return (
    <Button ref={button} onClick={onOpen}>
      {isNew ? <Trans>Set up a mail server</Trans> : <Trans>Change the mail server</Trans>}
    </Button>
  )
}

type EditorProps = { mail: MailView | null; revision: string; onDone: (isSaved: boolean) => void }

function MailEditor({ mail: current, revision, onDone }: EditorProps) {
  const { t, i18n } = useLingui()
  // the page is asked for again and again; a change is meant for what was there when the form was opened
  const [{ mail, meantFor }] = useState({ mail: current, meantFor: revision })
  const schema = useMemo(() => mailEntry(mail), [mail])
  const [fields] = useState(() => fieldsOfMail(mail))
  const form = useForm({ resolver: standardSchemaResolver(schema), defaultValues: fields })
  const { errors } = form.formState
  const [user, tls] = useWatch({ control: form.control, name: ['user', 'tls'] })
  useEffect(() => form.setFocus('host'), [form])
  const save = useSaveMail()
  const remove = useRemoveMail()
  const test = useTestMail()
  const [isRemoving, setRemoving] = useState(false)
  const done = (words: string) => {
    announce(words)
    onDone(true)
  }
  const store = (body: MailForm, expected: string) =>
    save.mutate({ body, revision: expected }, { onSuccess: () => done(t`Saved.`) })
  const drop = (expected: string) => remove.mutate(expected, { onSuccess: () => done(t`Removed.`) })
  const sendTest = form.handleSubmit(({ to, mail: entered }: MailEntry) => {
    if (to === null) {
      form.setError('to', { message: 'shape' }, { shouldFocus: true })
      return
    }
    announce(t`Sending a test message.`)
    test.mutate({ mail: entered, to, language: isLanguage(i18n.locale) ? i18n.locale : 'en' })
  })
  return (
    <>
      <FormShell
        label={t`Mail server`}
        form={form}
        actions={
          <>
            <Button
              busy={test.isPending}
              icon={<IconSend size={20} aria-hidden="true" />}
              onClick={() => void sendTest()}
            >
              <Trans>Send a test message</Trans>
            </Button>
            {mail && (
              <Button variant="danger" onClick={() => setRemoving(true)}>
                <Trans>Remove the mail server…</Trans>
              </Button>
            )}
            <Button onClick={() => onDone(false)}>
              <Trans>Cancel</Trans>
            </Button>
          </>
        }
        submit={{ label: <Trans>Save</Trans>, icon: <IconDeviceFloppy size={20} aria-hidden="true" /> }}
        isBusy={save.isPending}
        failure={save.error && !changedBy(save.error) && <FailureMessage error={save.error} />}
        fault={null}
        onSubmit={({ mail: entered }) => store(entered, meantFor)}
        onChange={() => test.reset()}
      >
        <Field
          label={t`Host`}
          hint={t`Such as smtp.example.org; mail goes there directly, through no proxy`}
          error={errors.host && t`Write the name or address of the mail server.`}
          spellCheck={false}
          {...form.register('host')}
        />
        <ChoiceField
          label={t`Encryption`}
          hint={t`STARTTLS and TLS refuse a server whose certificate this machine does not trust`}
          error={
            errors.tls &&
            t`A password is sent over an encrypted connection only, unless the mail server runs on this machine.`
          }
          choices={MAIL_TLS.map((value) => ({ value, label: i18n._(TLS_NAMES[value]) }))}
          {...form.register('tls')}
        />
        <Field
          label={t`Port`}
          hint={t`587, 465 or 25, as a rule`}
          error={errors.port && t`Write a port from 1 to 65535.`}
          inputMode="numeric"
          {...form.register('port')}
        />
        <Field
          label={t`User`}
          hint={t`Empty if the server asks for no sign-in`}
          error={errors.user && t`Write a user name of at most 250 characters.`}
          spellCheck={false}
          {...form.register('user')}
        />
        {user.trim() !== '' && (
          <SecretField
            label={t`Password`}
            hint={t`It is stored encrypted and never shown again`}
            error={
              errors.password &&
              (errors.password.message === 'again'
                ? t`Enter the password again: the stored one was given for another server, port, encryption or user.`
                : t`Enter the password of this user.`)
            }
            isStored={mail?.hasPassword ?? false}
            {...form.register('password')}
          />
        )}
        {tls !== 'none' && (
          <LinesField
            label={t`Issuer’s certificate`}
            hint={t`Only for a server with a certificate of your own authority: its issuer, as PEM`}
            error={errors.ca && t`Paste a certificate that begins with -----BEGIN CERTIFICATE-----.`}
            {...form.register('ca')}
          />
        )}
        <Field
          label={t`Sender`}
          hint={t`The mail address that messages come from`}
          error={errors.from && t`Write one mail address, such as latchkey@example.org.`}
          inputMode="email"
          spellCheck={false}
          {...form.register('from')}
        />
        <Field
          label={t`Test message to`}
          hint={t`Not stored; for the button below`}
          error={errors.to && t`Write one mail address, such as ann@example.org.`}
          inputMode="email"
          spellCheck={false}
          {...form.register('to')}
        />
        <TestOutcome test={test} />
      </FormShell>
      <NoticesChanged
        error={save.error}
        isBusy={save.isPending}
        onStop={() => onDone(false)}
        onGoOn={(expected) => save.variables && store(save.variables.body, expected)}
      />
      <NoticesChanged
        error={remove.error}
        goOn={<Trans>Remove the mail server</Trans>}
        isBusy={remove.isPending}
        onStop={() => onDone(false)}
        onGoOn={drop}
      />
      {isRemoving && !changedBy(remove.error) && (
        <ConfirmDialog
          title={<Trans>Remove the mail server?</Trans>}
          onCancel={() => setRemoving(false)}
          safe={{ label: <Trans>Leave it as it is</Trans>, onPress: () => setRemoving(false) }}
          action={{
            label: <Trans>Remove the mail server</Trans>,
            variant: 'danger',
            isBusy: remove.isPending,
            onPress: () => drop(meantFor),
          }}
          failure={remove.error && <FailureMessage error={remove.error} />}
        >
          <p>
            <Trans>
              Its password is deleted. E-mails wait until another mail server is set up, three days at most.
            </Trans>
          </p>
        </ConfirmDialog>
      )}
    </>
  )
}
