export const SERVICES_WORDS = 'must be an http or https address without login, query or fragment'

/** An address of GLPI Network. It is shown to everyone who is signed in: a login in it would be no secret, and is never sent. */
export const SERVICES_ADDRESS = { protocol: /^https?$/, characters: /^[^@?#\\]*$/, maxLength: 2000 }

/** What `ServicesUrl` makes of a text, without it: schemas take longer to load than a program to start. @returns null for no such address. */
export function servicesAddressOf(text: string): string | null {
  const { protocol, characters, maxLength } = SERVICES_ADDRESS
  const address = text.trim().replaceAll(/[\t\n\r]/g, '')
  if (address.length > maxLength || !characters.test(address)) return null
  // without the slashes, URL would add them
  if (!/^\w+:\/\//.test(address) || !URL.canParse(address)) return null
  return protocol.test(new URL(address).protocol.slice(0, -1)) ? address : null
}
