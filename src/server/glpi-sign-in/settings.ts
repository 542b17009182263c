import type { GlpiSignInForm } from '#contract/glpi-sign-in.ts'
import type { SignInPlace } from '#glpi/sign-in/person.ts'
import { glpiBase } from '#glpi/address.ts'
import type { Connection } from '#contract/connection.ts'
import { ProblemError } from '#contract/problem-error.ts'

/** How people sign in by one GLPI, with the secret of its OAuth client. */
export type GlpiSignInSettings =
  | { method: 'oauth'; url: string; clientId: string; clientSecret: string }
  | { method: 'password'; url: string }

const addressOf = (url: string): string | null => glpiBase(url)?.href ?? null

/**
 * What a form means. A secret that is left out is the stored one, for the same address and client only: it would else be sent to whomever
 * the form names. @throws ProblemError
 */
export function settingsOfForm(form: GlpiSignInForm, stored: GlpiSignInSettings | null): GlpiSignInSettings {
  const url = addressOf(form.url)
  if (url === null) throw new ProblemError('request-invalid', 'Not as expected: url.')
  if (form.method === 'password') return { method: 'password', url }
  const { clientId } = form
  const isSame = stored?.method === 'oauth' && stored.url === url && stored.clientId === clientId
  const clientSecret = form.clientSecret ?? (isSame ? stored.clientSecret : null)
  if (clientSecret === null)
    throw new ProblemError('request-invalid', 'Kept for another address or client, so give it again: clientSecret.')
  return { method: 'oauth', url, clientId, clientSecret }
}

/** With what the instance's connection knows of the same GLPI: its certificate, and what its web server and its legacy API ask for. */
export function signInPlaceOf({ url }: Pick<GlpiSignInSettings, 'url'>, connection: Connection | null): SignInPlace {
  const { tls, rest } = connection ?? {}
  const isSameGlpi = rest !== undefined && addressOf(rest.url) === url
  const { appToken, webLogin, webPassword } = rest ?? {}
  return {
    url,
    ...(tls && { tls }),
    ...(isSameGlpi && {
      rest: {
        ...(appToken !== undefined && { appToken }),
        ...(webLogin !== undefined && { webLogin }),
        ...(webPassword !== undefined && { webPassword }),
      },
    }),
  }
}

/** The address that a form begins with. */
export const knownAddress = (connection: Connection | null): string | null => {
  const url = connection?.rest?.url ?? connection?.restV2?.url
  return url === undefined ? null : addressOf(url)
}
