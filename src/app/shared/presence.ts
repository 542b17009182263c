/** What a page asks for within this time after a touch may have been set off by it. */
const SET_OFF_MS = 60_000
/** A session lasts for half an hour without use: who only reads or types has it renewed in time. */
const RENEW_MS = 300_000

/** By `performance.now()`: opening the page was a touch. */
let touchedAt = 0
let usedAt = 0

/** Whether nobody has touched the page for a while, so that what it asks for is no use of the session. */
export function isUntouched(): boolean {
  const now = performance.now()
  if (now - touchedAt > SET_OFF_MS) return true
  usedAt = now
  return false
}

/** A person has touched the page. @returns whether the session should be renewed now: nothing was asked for in a while. */
export function noteTouch(): boolean {
  touchedAt = performance.now()
  return touchedAt - usedAt > RENEW_MS
}
