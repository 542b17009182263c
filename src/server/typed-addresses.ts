import type { Connection, ConnectionForm } from '#contract/connection.ts'
import { urlsOf } from '#contract/connection-secrets.ts'
import { isForbiddenAddress } from '#contract/forbidden-address.ts'
import { hasLogin } from '#contract/glpi-address.ts'
import { ProblemError } from '#contract/problem-error.ts'

export type Typed = { servicesUrl?: string | undefined; connection?: Connection | ConnectionForm | null | undefined }

/**
 * Refuses addresses that Latchkey never connects to, and names the fields. Host names are checked again when they are dialled.
 * @throws ProblemError `address-refused`; `request-invalid` for a login in the address of a GLPI.
 */
export function refuseForbidden({ servicesUrl, connection }: Typed): void {
  const urls = urlsOf(connection ?? {})
  // an address is shown to everyone who is signed in
  if (urls.some(([, url]) => hasLogin(new URL(url))))
    throw new ProblemError('request-invalid', 'The address of a GLPI may have no login in it.')
  const typed: [string, string | undefined][] = [
    ['servicesUrl', hostOf(servicesUrl)],
    ...urls.map(([path, url]): [string, string | undefined] => [`connection.${path}`, hostOf(url)]),
    ['connection.database.host', connection?.database?.host],
  ]
  const refused = typed.filter(([, host]) => host !== undefined && isForbiddenAddress(host)).map(([place]) => place)
  if (refused.length > 0)
    throw new ProblemError('address-refused', `Latchkey connects to no such address: ${refused.join(', ')}.`)
}

const hostOf = (url: string | undefined): string | undefined => (url === undefined ? undefined : new URL(url).hostname)
