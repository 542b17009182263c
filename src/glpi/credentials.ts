import type { Connection } from '#contract/connection.ts'
import { GlpiFailure } from './failure.ts'
import type { Credentials } from './legacy-rest.ts'

/** Anything else in a header would be quoted by the errors of the stack. */
const TOKEN = /^[\x21-\x7e]{1,500}$/

/** @throws GlpiFailure for what cannot be sent as it is. */
export function restCredentials({
  userToken,
  login,
  password = '',
  appToken,
}: NonNullable<Connection['rest']>): Credentials {
  const app = appToken === undefined ? null : tokenOf(appToken)
  if (userToken !== undefined) return { authorization: `user_token ${tokenOf(userToken)}`, appToken: app }
  // RFC 7617, 2: the first colon ends the login
  if (login === undefined || login.includes(':')) throw new GlpiFailure('glpi-sign-in-refused', 'NOT_A_LOGIN')
  return { authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`, appToken: app }
}

function tokenOf(text: string): string {
  if (!TOKEN.test(text)) throw new GlpiFailure('glpi-sign-in-refused', 'NOT_A_TOKEN')
  return text
}
