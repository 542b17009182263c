/** What the stand-in does with a key. Days count from today, by the stand-in's own clock. */
export type Behaviour =
  | { kind: 'subscription'; title: string; offer: string; begins: number; ends: number; running: boolean }
  | { kind: 'refused'; reason: 'unknown' | 'other-instance' | 'not-practice' }
  | { kind: 'rate-limited' | 'error' | 'silent' | 'dripping' | 'block-page' | 'broken-json' | 'redirect' | 'huge' }

type Entry = { name: string; does: string; behaviour: Behaviour }

const subscription = (title: string, offer: string, begins: number, ends: number, running: boolean): Behaviour => ({
  kind: 'subscription',
  title,
  offer,
  begins,
  ends,
  running,
})
const runs = (name: string, begins: number, ends: number): Behaviour =>
  subscription(`Practice ${name}`, `GN-${name.toUpperCase()}`, begins, ends, true)
const standard = (begins: number, ends: number): Behaviour => runs('Standard', begins, ends)
// a trial unlocks what an offer does; the vendor has no mark for one
const trial = (begins: number, ends: number): Behaviour =>
  subscription('Practice Trial', 'GN-STANDARD', begins, ends, true)
const stopped = (begins: number, ends: number): Behaviour =>
  subscription('Practice Standard', 'GN-STANDARD', begins, ends, false)

const ENTRIES: readonly Entry[] = [
  {
    name: 'registered',
    does: 'A free registration, good for years: the marketplace opens, no offer.',
    behaviour: runs('Registered', -200, 1630),
  },
  { name: 'basic', does: 'A running Basic subscription.', behaviour: runs('Basic', -268, 97) },
  { name: 'standard', does: 'A running Standard subscription.', behaviour: standard(-200, 165) },
  { name: 'advanced', does: 'A running Advanced subscription.', behaviour: runs('Advanced', -90, 275) },
  { name: 'trial-15', does: 'A trial of 15 days with 10 left.', behaviour: trial(-5, 10) },
  { name: 'trial-30', does: 'A trial of 30 days with 25 left.', behaviour: trial(-5, 25) },
  { name: 'ends-in-45', does: 'Ends in 45 days: the first warning.', behaviour: standard(-320, 45) },
  { name: 'ends-in-20', does: 'Ends in 20 days.', behaviour: standard(-345, 20) },
  { name: 'ends-in-6', does: 'Ends in 6 days.', behaviour: standard(-359, 6) },
  { name: 'ends-in-1', does: 'Ends tomorrow.', behaviour: standard(-364, 1) },
  { name: 'ends-today', does: 'Ends today.', behaviour: standard(-365, 0) },
  { name: 'not-started', does: 'Valid, but its period begins in 20 days.', behaviour: stopped(20, 385) },
  { name: 'ended', does: 'Valid, but its subscription ended 12 days ago.', behaviour: stopped(-377, -12) },
  { name: 'refused', does: 'The service does not know this key.', behaviour: { kind: 'refused', reason: 'unknown' } },
  {
    name: 'other-instance',
    does: 'Refused: it is registered for another GLPI.',
    behaviour: { kind: 'refused', reason: 'other-instance' },
  },
  {
    name: 'rate-limited',
    does: 'Too many questions: HTTP 429, with a pause of 30 seconds.',
    behaviour: { kind: 'rate-limited' },
  },
  { name: 'error-500', does: 'The service itself fails: HTTP 500.', behaviour: { kind: 'error' } },
  { name: 'silent', does: 'Takes the question and never answers.', behaviour: { kind: 'silent' } },
  { name: 'dripping', does: 'Answers one byte a second.', behaviour: { kind: 'dripping' } },
  {
    name: 'block-page',
    does: 'A web filter’s sign-in page in place of the answer.',
    behaviour: { kind: 'block-page' },
  },
  { name: 'broken-json', does: 'JSON that is cut in the middle.', behaviour: { kind: 'broken-json' } },
  { name: 'redirect', does: 'Sends the question on to another address.', behaviour: { kind: 'redirect' } },
  { name: 'huge-reply', does: 'An answer of more than 1 MiB.', behaviour: { kind: 'huge' } },
]

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export type SandboxKey = Entry & { key: string }

/** One key a behaviour, each of the real shape: base64 of a JSON object with a `signature`. Anyone may paste one. */
export const SANDBOX_KEYS: readonly SandboxKey[] = ENTRIES.map(({ name, does, behaviour }) => ({
  name,
  does,
  behaviour,
  key: keyFor(name),
}))

/** Lengths and paddings differ, as real ones do; the same in every version, so that a saved key keeps its meaning. */
function keyFor(name: string): string {
  const seed = seedOf(name)
  const body = {
    sandbox: name,
    // the repeated signs become "+" and "/" in base64, wherever they fall
    note: `Practice only ${'>'.repeat(1 + (seed % 3))} opens nothing real, does it${'?'.repeat(1 + (seed % 4))}`,
    signature: signature(seed, 80 + (seed % 280)),
  }
  return btoa(JSON.stringify(body))
}

/** FNV-1a, so that a key hangs on its name and not on its place in the list. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return hash >>> 0
}

/** Looks like a signature and is none: a fixed walk (xorshift) from `seed`. */
function signature(seed: number, length: number): string {
  let state = seed || 1
  return Array.from({ length }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return BASE64[state & 63]
  }).join('')
}
