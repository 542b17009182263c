import type { Connection } from '#contract/connection.ts'
import { Failure } from '#net/failure.ts'

/** Anything else in a header would be quoted by the errors of the stack. */
const TOKEN = /^[\x21-\x7e]{1,500}$/

export type Credentials = {
  /** What GLPI's `initSession` takes in its body, by these names. */
  account: { user_token: string } | { login: string; password: string }
  /** The same as the value of `Authorization`: `user_token …` or `Basic …`. */
  authorization: string
  appToken: string | null
}

/** @throws Failure for what cannot be sent as it is. */
export function restCredentials({
  userToken,
  login,
  password = '',
  appToken,
}: NonNullable<Connection['rest']>): Credentials {
  const app = appToken === undefined ? null : tokenOf(appToken)
  if (userToken !== undefined) {
    const token = tokenOf(userToken)
    return { account: { user_token: token }, authorization: `user_token ${token}`, appToken: app }
  }
  // RFC 7617, 2: the first colon ends the login
  if (login === undefined || login.includes(':')) throw new Failure('glpi-sign-in-refused', 'NOT_A_LOGIN')
  return { account: { login, password }, authorization: basic(login, password), appToken: app }
}

/** @throws Failure for one that no header can hold. */
export const appTokenHeader = ({ appToken }: NonNullable<Connection['rest']>): Record<string, string> =>
  appToken === undefined ? {} : { 'app-token': tokenOf(appToken) }

/** The login that the web server in front of GLPI asks for, before GLPI hears of anything; null without one. */
export function webAuthorization({ webLogin, webPassword = '' }: NonNullable<Connection['rest']>): string | null {
  if (webLogin === undefined) return null
  if (webLogin.includes(':')) throw new Failure('glpi-web-login', 'NOT_A_LOGIN')
  return basic(webLogin, webPassword)
}

const basic = (login: string, password: string): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`

function tokenOf(text: string): string {
  if (!TOKEN.test(text)) throw new Failure('glpi-sign-in-refused', 'NOT_A_TOKEN')
  return text
}
