import { glpiGet, type NetworkPath } from './glpi-curl.ts'

/**
 * What GLPI 11 shows of a registration key, by the facts of its src/GLPINetwork.php and Toolbox::callCurl, in our own
 * code: availability first, then the key; the status of a reply plays no part.
 */
export type Shown = {
  /** The warning on top of the tab; null when "available". */
  banner: string | null
  /** The line about the key; null while the page does not come. */
  line: string | null
}

/** The labels of GLPI's tab, short as they are. */
const NO_CONNECTION = 'Connection failed. If you use a proxy, please configure it'
const NO_PROXY = 'Failed to connect to the proxy server'
const UNKNOWN = 'Unable to fetch registration information.'
const INVALID = 'The registration key is invalid.'
const TERMINATED = 'The registration key refers to a terminated subscription.'
const VALID = 'The registration key is valid.'

export type Question = NetworkPath & { services: string; key: string }

/** Opens the tab once. */
export async function glpiTab({ services, key, ...path }: Question): Promise<Shown> {
  const base = services.replace(/\/+$/, '')
  const ping = await glpiGet(`${base}/api/ping`, {}, path)
  if (ping.pending) return { banner: null, line: null }
  // any text counts as "available", a block page too
  const banner = ping.body ? null : path.proxy === null ? NO_CONNECTION : NO_PROXY
  const info = await glpiGet(`${base}/api/registration/info`, headersOf(key), path)
  return { banner, line: info.pending ? null : lineOf(info.body) }
}

const headersOf = (key: string): Record<string, string> => ({
  accept: 'application/json',
  'content-type': 'application/json',
  'accept-language': 'en',
  'user-agent': 'GLPI/11.0.2 (installation-mode:TARBALL)',
  'x-registration-key': key.trim(),
  'x-glpi-network-uid': 'u'.repeat(40),
})

function lineOf(body: string | null): string {
  const answer = membersOf(body)
  if (answer === null || !('is_valid' in answer)) return UNKNOWN
  const { is_valid: valid, validation_message: message, subscription } = answer
  if (typeof message === 'string' && message !== '') return message
  if (!valid) return INVALID
  return membersOfValue(subscription)?.['is_running'] === false ? TERMINATED : VALID
}

function membersOf(body: string | null): Record<string, unknown> | null {
  try {
    return membersOfValue(JSON.parse(body ?? ''))
  } catch {
    return null
  }
}

const membersOfValue = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
