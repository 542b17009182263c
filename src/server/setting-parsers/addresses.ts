import { hasLogin } from '#contract/glpi-address.ts'
import { isLoopback } from '#contract/loopback.ts'
import { hostAndPortOf } from '#contract/public-address.ts'
import { SERVICES_WORDS } from '#contract/services-address.ts'
import { readServicesAddress } from '#glpi-network/read-services-address.ts'
import { SettingsError } from '../settings-error.ts'

export function readAddress(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && !hasLogin(url) && !url.search && !url.hash)
    return text.replace(/\/+$/, '')
  // the text may contain a login, and this sentence may end up in a log
  throw new SettingsError(`${name} must be an http or https address without login, query or fragment.`)
}

export function readServicesUrl(text: string, name: string): string {
  const address = readServicesAddress(text)
  if (address !== null) return address.replace(/\/+$/, '')
  // a text that may contain a login is not repeated
  const shown = /[@?#\\]/.test(text) ? '' : ` is "${text}"; it`
  throw new SettingsError(`${name}${shown} ${SERVICES_WORDS}.`)
}

/** Unencrypted on this machine alone. */
export function readIssuer(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isUsable = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (url !== null && isUsable && !hasLogin(url) && !url.search && !url.hash) return text
  throw new SettingsError(`${name} must be an https address without login, query or fragment.`)
}

/** A proxy without its login. */
export function shownProxy(text: string): string {
  const { host, port } = hostAndPortOf(text)
  return `${host}:${port}`
}
