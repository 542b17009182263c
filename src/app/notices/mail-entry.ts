import * as z from 'zod/mini'
import { isPasswordSafe, isTargetOf, MAIL_TLS, MailForm, type MailView } from '#contract/notices.ts'

const Fields = z.object({
  host: z.string(),
  port: z.string(),
  tls: z.enum(MAIL_TLS),
  user: z.string(),
  password: z.string(),
  from: z.string(),
  ca: z.string(),
  to: z.string(),
})
type MailFields = z.infer<typeof Fields>

export const fieldsOfMail = (mail: MailView | null): MailFields => ({
  host: mail?.host ?? '',
  port: String(mail?.port ?? 587),
  tls: mail?.tls ?? 'starttls',
  user: mail?.user ?? '',
  password: '',
  from: mail?.from ?? '',
  ca: mail?.ca ?? '',
  to: '',
})

/** From the fields to what the gateway takes. `again`: a stored password goes nowhere else than it was given for. */
export const mailEntry = (stored: MailView | null) =>
  z.pipe(
    Fields,
    z.transform(({ to, ...fields }, context) => {
      const refuse = (path: string, message = 'shape') =>
        context.issues.push({ code: 'custom', message, path: [path], input: fields })
      const user = fields.user.trim() || null
      const typed = {
        host: fields.host.trim(),
        port: /^\d+$/.test(fields.port.trim()) ? Number(fields.port) : Number.NaN,
        tls: fields.tls,
        user,
        from: fields.from.trim(),
        ca: fields.tls === 'none' ? null : fields.ca.trim() || null,
        ...(user !== null && fields.password !== '' && { password: fields.password }),
      }
      const parsed = MailForm.safeParse(typed)
      for (const { path } of parsed.error?.issues ?? []) refuse(String(path[0]))
      const isSame =
        stored?.hasPassword === true &&
        (['host', 'port', 'tls', 'user', 'ca'] as const).every((name) => stored[name] === typed[name])
      if (user !== null && fields.password === '' && !isSame)
        refuse('password', stored?.hasPassword ? 'again' : 'missing')
      if (user !== null && !isPasswordSafe(typed)) refuse('tls')
      if (to.trim() !== '' && !isTargetOf('email', to.trim())) refuse('to')
      if (!parsed.success || context.issues.length > 0) return z.NEVER
      return { mail: parsed.data, to: to.trim() || null }
    }),
  )
export type MailEntry = z.infer<ReturnType<typeof mailEntry>>
