import * as z from 'zod/mini'
import { GlpiSignInForm, type GlpiSignInView } from '#contract/glpi-sign-in.ts'
import { withScheme } from '#contract/glpi-address.ts'

/** From the fields to what the gateway takes. @param known what is stored: its secret stays for the same address and client. */
export const glpiSignInEntry = ({ signIn }: Pick<GlpiSignInView, 'signIn'>) =>
  z.pipe(
    z.object({
      method: z.enum(['oauth', 'password']),
      url: z.string(),
      clientId: z.string(),
      clientSecret: z.string(),
    }),
    z.transform(({ method, ...typed }, context) => {
      const url = withScheme(typed.url)
      const [clientId, clientSecret] = [typed.clientId.trim(), typed.clientSecret.trim()]
      const form =
        method === 'password'
          ? { method, url }
          : { method, url, clientId, ...(clientSecret !== '' && { clientSecret }) }
      const parsed = GlpiSignInForm.safeParse(form)
      const isStored = signIn?.method === 'oauth' && signIn.url === url && signIn.clientId === clientId
      const isMissing = method === 'oauth' && clientSecret === '' && !isStored
      for (const { path } of parsed.error?.issues ?? [])
        context.issues.push({ code: 'custom', message: 'shape', path: [String(path[0])], input: form })
      if (isMissing) context.issues.push({ code: 'custom', message: 'missing', path: ['clientSecret'], input: form })
      return parsed.success && !isMissing ? parsed.data : z.NEVER
    }),
  )

export const fieldsOfGlpiSignIn = ({ signIn, known }: GlpiSignInView) => ({
  method: signIn?.method ?? known.method ?? ('oauth' as const),
  url: signIn?.url ?? known.url ?? '',
  clientId: signIn?.clientId ?? '',
  clientSecret: '',
})
