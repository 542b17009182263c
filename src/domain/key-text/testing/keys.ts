import fc from 'fast-check'
import { encodeBase64 } from './base64.ts'

const member = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string({ maxLength: 8 }), { maxLength: 4 }),
)
const members = fc.dictionary(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((name) => name !== 'signature' && name !== '__proto__'),
  member,
  { maxKeys: 6 },
)
const signature = fc.oneof(
  fc.base64String({ minLength: 24, maxLength: 1200 }),
  fc.string({ unit: 'grapheme', minLength: 16, maxLength: 60 }),
)

/** JSON objects with a signature, as the vendor or anyone else might write them. */
export const keyObjects = fc
  .tuple(members, signature, members)
  .map(([before, sign, after]) => Object.assign({}, before, { signature: sign }, after))
export const keyTexts = fc
  .tuple(
    keyObjects,
    fc.constantFrom(undefined, undefined, undefined, 1, 2, '\t'),
    fc.constantFrom('', '', '', ' ', '\n'),
    fc.constantFrom('', '', '', '\n', '\r\n', ' ', '\t'),
  )
  .map(([object, indent, lead, tail]) => lead + JSON.stringify(object, null, indent) + tail)
/** Whole keys of about 60 to 2,000 characters. */
export const keys = keyTexts.map(encodeBase64)
