import { Trans, useLingui } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { IconLogin } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { GlpiPasswordForm } from '#contract/glpi-sign-in.ts'
import { call, GatewayRefusal } from '../call.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { sessionQuery } from '../shared/queries/session.ts'
import { Field } from '../ui/field.tsx'
import { FormShell } from '../ui/form-shell.tsx'
import { Message } from '../ui/message.tsx'
import { SecretField } from '../ui/secret-field.tsx'

/** A person at a form needs no more than this; whatever else went wrong has its cause. */
function Refused({ error }: { error: Error }) {
  const isWrong = error instanceof GatewayRefusal && error.problem.evidence?.errorCode === 'ERROR_GLPI_LOGIN'
  if (!isWrong) return <FailureMessage error={error} />
  return (
    <Message tone="danger" alert title={<Trans>GLPI does not accept this login with this password</Trans>}>
      <p>
        <Trans>Type them as you do in GLPI. If GLPI lets you in with them, ask an administrator of Latchkey.</Trans>
      </p>
    </Message>
  )
}

const EMPTY = { login: '', password: '' }

/** Login and password of a GLPI before 11. */
export function PasswordSignIn({ id, name }: { id: string; name: string }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const form = useForm({ resolver: standardSchemaResolver(GlpiPasswordForm), defaultValues: EMPTY })
  const { errors } = form.formState
  useEffect(() => form.setFocus('login'), [form])
  const signIn = useMutation({
    mutationFn: (body: GlpiPasswordForm) => call('glpiSignIn.byPassword', { params: { id }, body }),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
    // a password is typed again, and stays nowhere
    onError: () => form.resetField('password'),
    gcTime: 0,
  })
  return (
    <FormShell
      label={t`Sign in with GLPI: ${name}`}
      form={form}
      actions={null}
      submit={{ label: <Trans>Sign in</Trans>, icon: <IconLogin size={20} aria-hidden="true" /> }}
      isBusy={signIn.isPending}
      failure={signIn.error && <Refused error={signIn.error} />}
      fault={null}
      onChange={() => undefined}
      onSubmit={(entry) => signIn.mutate(entry)}
    >
      <Field
        label={t`Login`}
        hint={t`As in GLPI`}
        error={errors.login && t`Enter your login.`}
        spellCheck={false}
        autoCapitalize="off"
        {...form.register('login')}
      />
      <SecretField
        label={t`Password`}
        hint={t`Latchkey sends it to GLPI once, and stores it nowhere.`}
        error={errors.password && t`Enter your password.`}
        isStored={false}
        {...form.register('password')}
      />
    </FormShell>
  )
}
