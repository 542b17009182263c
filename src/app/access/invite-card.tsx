import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconLink, IconUserPlus } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import * as z from 'zod/mini'
import { MOST_HOURS } from '#contract/invitation-limits.ts'
import { InvitationForm } from '#contract/people.ts'
import { ROLES } from '#contract/roles.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Field } from '../ui/field.tsx'
import { FormShell } from '../ui/form-shell.tsx'
import { Message } from '../ui/message.tsx'
import { useInvite } from './queries.ts'
import { ROLE_WORDS } from '../shared/role-words.ts'

/** From the fields to what the gateway takes. */
const Entry = z.pipe(
  z.object({ name: z.string(), role: z.enum(ROLES), hours: z.string() }),
  z.transform(({ name, role, hours }, context) => {
    const typed = { role, hours: Number(hours.trim().replace(',', '.')), ...(name.trim() !== '' && { name }) }
    const parsed = InvitationForm.safeParse(typed)
    for (const { path } of parsed.error?.issues ?? [])
      context.issues.push({ code: 'custom', message: 'shape', path: [String(path[0])], input: typed })
    return parsed.success ? parsed.data : z.NEVER
  }),
)

const EMPTY = { name: '', role: 'operator', hours: '24' } as const

/** Makes a link, and shows it this once. */
export function InviteCard() {
  const { t, i18n } = useLingui()
  const invite = useInvite()
  const form = useForm<z.input<typeof Entry>, unknown, InvitationForm>({
    resolver: standardSchemaResolver(Entry),
    defaultValues: EMPTY,
  })
  const { errors } = form.formState
  const role = useWatch({ control: form.control, name: 'role' })
  const made = useRef<HTMLDivElement>(null)
  const link = invite.data?.link
  useEffect(() => {
    if (link !== undefined) made.current?.focus()
  }, [link])
  return (
    <section className="lk-card" aria-labelledby="invite">
      <header className="lk-card-head">
        <h2 id="invite">
          <IconUserPlus size={20} aria-hidden="true" /> <Trans>Invite somebody</Trans>
        </h2>
      </header>
      {link !== undefined && (
        <div ref={made} tabIndex={-1} className="lk-access-link">
          <Message tone="success" title={<Trans>The link is made. It is shown only now, and works once.</Trans>}>
            <pre className="lk-command">
              <code translate="no">{link}</code>
            </pre>
            <CopyButton text={link}>
              <Trans>Copy the link</Trans>
            </CopyButton>
          </Message>
        </div>
      )}
      <FormShell
        label={t`Invite somebody`}
        form={form}
        actions={null}
        submit={{ label: <Trans>Make the link</Trans>, icon: <IconLink size={20} aria-hidden="true" /> }}
        isBusy={invite.isPending}
        failure={invite.error && <FailureMessage error={invite.error} />}
        fault={null}
        onChange={() => undefined}
        onSubmit={(entry) => invite.mutate(entry, { onSuccess: () => form.reset(EMPTY) })}
      >
        <Field
          label={t`Name`}
          hint={t`Optional. It stands beside what the person does.`}
          error={errors.name && t`A name has 80 characters at most, and no control characters.`}
          {...form.register('name')}
        />
        <ChoiceField
          label={t`Role`}
          hint={i18n._(ROLE_WORDS[role].means)}
          choices={ROLES.map((one) => ({ value: one, label: i18n._(ROLE_WORDS[one].name) }))}
          {...form.register('role')}
        />
        <Field
          label={t`Hours`}
          hint={t`How long the link works.`}
          error={errors.hours && t`Enter a number of hours, ${MOST_HOURS} at most.`}
          inputMode="decimal"
          {...form.register('hours')}
        />
      </FormShell>
    </section>
  )
}
