import { SERVICES_ADDRESS } from '#contract/services-address.ts'

/** What `ServicesUrl` makes of a text, without it: to load schemas takes as long as half of a start. @returns null for no such address. */
export function readServicesAddress(text: string): string | null {
  const { protocol, characters, maxLength } = SERVICES_ADDRESS
  const address = text.trim().replaceAll(/[\t\n\r]/g, '')
  if (address.length > maxLength || !characters.test(address)) return null
  // without the slashes, URL would add them
  if (!/^\w+:\/\//.test(address) || !URL.canParse(address)) return null
  return protocol.test(new URL(address).protocol.slice(0, -1)) ? address : null
}
