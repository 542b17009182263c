/** A key of the real shape that opens nothing: base64 of a JSON object with a signature, as GLPI describes it. */
export const KEY = keyOf('fault run')

export function keyOf(note: string): string {
  const signature = Buffer.from(Array.from({ length: 150 }, (_, at) => (at * 73 + note.length * 31 + 17) % 256))
  return Buffer.from(JSON.stringify({ note, signature: signature.toString('base64') })).toString('base64')
}

/** A proxy's address with a login in it, unless it has one or there is no password. */
export function withLogin(proxy: string, password: string): string {
  if (!URL.canParse(proxy)) return proxy
  const url = new URL(proxy)
  if (url.username || !password) return proxy
  url.username = 'latchkey'
  // the setter leaves a percent sign as it is
  url.password = encodeURIComponent(password)
  return url.href.replace(/\/$/, '')
}
