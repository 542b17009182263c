import { isLanguage, LANGUAGES } from '#contract/languages.ts'
import * as z from 'zod/mini'
import { isTargetOf, RECIPIENT_KINDS, RecipientForm, SECRET_NEED, type Recipient } from '#contract/notices.ts'
import { RUNGS } from '#domain/expiry.ts'

const Fields = z.object({
  name: z.string(),
  kind: z.enum(RECIPIENT_KINDS),
  target: z.string(),
  secret: z.string(),
  appToken: z.string(),
  language: z.enum(LANGUAGES),
  /** Rungs as the values of checkboxes. */
  rungs: z.array(z.string()),
  troubles: z.array(z.string()),
  scope: z.enum(['all', 'some']),
  instances: z.array(z.string()),
  delivery: z.enum(['at-once', 'daily']),
  digestAt: z.string(),
  isQuiet: z.boolean(),
  quietFrom: z.string(),
  quietTo: z.string(),
  zone: z.string(),
})
export type RecipientFields = z.infer<typeof Fields>

/** @param recipient null for a new one, which starts with every warning of every instance, sent at once. */
export function fieldsOfRecipient(recipient: Recipient | null, language: string): RecipientFields {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return {
    name: recipient?.name ?? '',
    kind: recipient?.kind ?? 'email',
    // what is shown of an HTTP address is not the address
    target: recipient?.kind === 'email' ? recipient.target : '',
    secret: '',
    appToken: '',
    language: recipient?.language ?? (isLanguage(language) ? language : 'en'),
    rungs: (recipient?.rungs ?? RUNGS).map(String),
    troubles: [...(recipient?.troubles ?? ['critical', 'warning'])],
    scope: recipient?.instances ? 'some' : 'all',
    instances: [...(recipient?.instances ?? [])],
    delivery: recipient?.delivery ?? 'at-once',
    digestAt: recipient?.digestAt ?? '08:00',
    isQuiet: recipient?.quiet != null,
    quietFrom: recipient?.quiet?.from ?? '22:00',
    quietTo: recipient?.quiet?.to ?? '07:00',
    zone: recipient?.zone ?? zone,
  }
}

/** From the fields to what the gateway takes. What is left empty stays as it is stored. */
export const recipientEntry = (stored: Recipient | null) =>
  z.pipe(
    Fields,
    z.transform((fields, context) => {
      const refuse = (path: string, message = 'shape') =>
        context.issues.push({ code: 'custom', message, path: [path], input: fields })
      const isSameKind = stored?.kind === fields.kind
      const target = fields.target.trim()
      const need = SECRET_NEED[fields.kind]
      const typed = {
        name: fields.name,
        kind: fields.kind,
        ...(target !== '' && { target }),
        ...(need !== 'none' && fields.secret.trim() !== '' && { secret: fields.secret.trim() }),
        ...(fields.kind === 'glpi-ticket' && fields.appToken.trim() !== '' && { appToken: fields.appToken.trim() }),
        language: fields.language,
        rungs: RUNGS.filter((rung) => fields.rungs.includes(String(rung))),
        troubles: fields.troubles,
        instances: fields.scope === 'all' ? null : fields.instances,
        delivery: fields.delivery,
        digestAt: fields.digestAt,
        quiet: fields.isQuiet ? { from: fields.quietFrom, to: fields.quietTo } : null,
        zone: fields.zone,
      }
      if (target === '' ? !isSameKind : !isTargetOf(fields.kind, target)) refuse('target')
      const keepsSecret = isSameKind && stored.hasSecret && (target === '' || isOf(target, stored.target))
      if (need === 'needed' && !('secret' in typed) && !keepsSecret)
        refuse('secret', isSameKind && stored.hasSecret ? 'again' : 'missing')
      if (typed.rungs.length === 0 && typed.troubles.length === 0) refuse('rungs', 'missing')
      if (fields.isQuiet && fields.quietFrom === fields.quietTo) refuse('quietTo')
      const parsed = RecipientForm.safeParse(typed)
      for (const { path } of parsed.error?.issues ?? []) refuse(FIELD_OF[String(path[0])] ?? String(path[0]))
      if (!parsed.success || context.issues.length > 0) return z.NEVER
      return parsed.data
    }),
  )

const FIELD_OF: Readonly<Record<string, string>> = { quiet: 'quietTo' }

/** @param shown the origin of an address, and an ellipsis. */
const isOf = (target: string, shown: string): boolean => URL.canParse(target) && shown === `${new URL(target).origin}/…`
export type RecipientEntry = z.infer<ReturnType<typeof recipientEntry>>
