// every runtime has it, and no `lib` of this folder names it
declare const URL: {
  new (text: string): { protocol: string; hostname: string }
  canParse(text: string): boolean
}

/** A host that nothing but this machine answers for. An IPv6 address may be in brackets. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|[^/]+\.localhost|\[?::1\]?|127(\.\d+){3})$/i.test(host)

/** Whether secrets that are sent to this address can be read on their way: plain HTTP, to another machine. */
export function isUnencrypted(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && !isLoopback(hostname)
}
