import type { Connection, ConnectionForm } from '#contract/connection.ts'

/** A secret that was given, or null for none, or left out and then perhaps the stored one. */
type Given = string | null | undefined

export type Merged = {
  connection: Connection
  /** Secrets that are stored for another address or user, and were left out: they have to be given anew, or null for none. */
  missing: string[]
}

/**
 * The connection that a form stands for. A secret that was left out is the stored one only while it would go where it went before:
 * at the same address, and for the same user.
 */
export function mergeStoredSecrets(form: ConnectionForm, stored: Connection | null): Merged {
  const missing: string[] = []

  /** @param stays whether it would still go to the same place; @param isWanted whether the new connection has any use for it. */
  function pick(name: string, given: Given, storedSecret: string | undefined, stays: boolean, isWanted = true) {
    if (given !== undefined) return given ?? undefined
    if (storedSecret === undefined) return undefined
    if (stays) return storedSecret
    if (isWanted) missing.push(`connection.${name}`)
    return undefined
  }

  const { rest, restV2, console: shell, database, tls, write, prove } = form
  const connection: Connection = {
    ...(rest && { rest: restOf(rest, stored?.rest, pick) }),
    ...(restV2 && { restV2: restV2Of(restV2, stored?.restV2, pick) }),
    ...(shell && { console: shell }),
    ...(database && { database: databaseOf(database, stored?.database, pick) }),
    ...(tls && { tls }),
    ...(write && { write }),
    ...(prove && { prove }),
  }
  return { connection, missing }
}

type Pick = (
  name: string,
  given: Given,
  storedSecret: string | undefined,
  stays: boolean,
  isWanted?: boolean,
) => string | undefined
type Form<Method extends keyof ConnectionForm> = NonNullable<ConnectionForm[Method]>
type Stored<Method extends keyof Connection> = Connection[Method]

function restOf(form: Form<'rest'>, stored: Stored<'rest'>, pick: Pick) {
  const sameHost = stored !== undefined && isSameUrl(form.url, stored.url)
  const sameUser = sameHost && form.login === stored.login
  const byLogin = form.login !== undefined
  return {
    ...form,
    userToken: pick('rest.userToken', form.userToken, stored?.userToken, sameUser, !byLogin),
    password: pick('rest.password', form.password, stored?.password, sameUser, byLogin),
    appToken: pick('rest.appToken', form.appToken, stored?.appToken, sameHost),
    webPassword: pick(
      'rest.webPassword',
      form.webPassword,
      stored?.webPassword,
      sameHost && form.webLogin === stored.webLogin,
      form.webLogin !== undefined,
    ),
  }
}

function restV2Of(form: Form<'restV2'>, stored: Stored<'restV2'>, pick: Pick) {
  const sameHost = stored !== undefined && isSameUrl(form.url, stored.url)
  const sameClient = sameHost && form.clientId === stored.clientId
  return {
    ...form,
    clientSecret: pick('restV2.clientSecret', form.clientSecret, stored?.clientSecret, sameClient),
    password: pick('restV2.password', form.password, stored?.password, sameHost && form.login === stored.login),
  }
}

function databaseOf(form: Form<'database'>, stored: Stored<'database'>, pick: Pick) {
  const sameUser =
    stored !== undefined && form.host === stored.host && form.port === stored.port && form.user === stored.user
  const { tls, ...others } = form
  return {
    ...others,
    password: pick('database.password', form.password, stored?.password, sameUser),
    ...(tls && { tls: { ...tls, key: pick('database.tls.key', tls.key, stored?.tls?.key, sameUser) } }),
  }
}

/** Encryption taken away, another port or another path is another place. */
const isSameUrl = (one: string, other: string): boolean => normalizedUrl(one) === normalizedUrl(other)
export const normalizedUrl = (url: string): string => new URL(url).href.replace(/\/+$/, '')
