/** Whether a key that was meant for one address may be sent to the other. A change to https is allowed, a change from https is not. */
export function isSamePlace(from: string, to: string): boolean {
  const [before, after] = [new URL(from), new URL(to)]
  return before.host === after.host && (before.protocol === after.protocol || after.protocol === 'https:')
}
