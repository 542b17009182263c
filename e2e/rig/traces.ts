/** How a secret can be hidden in plain sight. */
const ENCODINGS: Record<string, (secret: string) => readonly string[]> = {
  plain: (secret) => [secret],
  // a secret in the middle of a longer text begins at any of three places within base64's groups
  base64: (secret) => base64At(secret),
  base64url: (secret) => base64At(secret).map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  percent: (secret) => [
    encodeURIComponent(secret),
    each(secret, (hex) => `%${hex}`),
    each(secret, (hex) => `%${hex.toUpperCase()}`),
  ],
  hex: (secret) => [Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('hex').toUpperCase()],
  'UTF-16LE': (secret) => [Buffer.from(secret, 'utf16le').toString('latin1')],
  entities: (secret) => [
    each(secret, (hex) => `&#${Number.parseInt(hex, 16)};`),
    each(secret, (hex) => `&#x${hex};`),
    each(secret, (hex) => `\\u00${hex}`),
    each(secret, (hex) => `\\u00${hex.toUpperCase()}`),
  ],
  reversed: (secret) => [secret.split('').toReversed().join('')],
}

export const ENCODING_NAMES = Object.keys(ENCODINGS)

const base64At = (secret: string): string[] =>
  [0, 1, 2].map((at) => Buffer.from(secret.slice(at)).toString('base64').replace(/=+$/, ''))

const each = (secret: string, write: (hex: string) => string): string =>
  Array.from(Buffer.from(secret), (byte) => write(byte.toString(16).padStart(2, '0'))).join('')

/** As many characters in a row are no accident. */
const RUN = 24
/** Every run contains one whole block: looking for these is enough, and fast. */
const BLOCK = RUN / 2

/** Finds a secret in texts and bytes, whole or in part, in any of the encodings. */
export class Traces {
  readonly #forms: { encoding: string; form: string }[]
  constructor(secret: string) {
    this.#forms = Object.entries(ENCODINGS).flatMap(([encoding, write]) =>
      write(secret).map((form) => ({ encoding, form })),
    )
  }

  /** The encodings in which it stands there. */
  in(haystack: string | Buffer): string[] {
    const text = typeof haystack === 'string' ? haystack : haystack.toString('latin1')
    const found = this.#forms.filter(({ form }) => standsIn(text, form)).map(({ encoding }) => encoding)
    return [...new Set(found)]
  }
}

function standsIn(text: string, form: string): boolean {
  if (form.length < RUN) return text.includes(form)
  for (let at = 0; at + BLOCK <= form.length; at += BLOCK) {
    const block = form.slice(at, at + BLOCK)
    for (let place = text.indexOf(block); place !== -1; place = text.indexOf(block, place + 1))
      if (runAround(text, place, form, at) >= RUN) return true
  }
  return false
}

/** How far text and form agree around one place. */
function runAround(text: string, place: number, form: string, at: number): number {
  let before = 0
  while (before < at && before < place && text[place - before - 1] === form[at - before - 1]) before += 1
  let after = 0
  while (at + after < form.length && text[place + after] === form[at + after]) after += 1
  return before + after
}
