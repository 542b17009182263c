import fc from 'fast-check'

/** Any code point that a text may hold alone: all but the surrogates. */
const codePoint = fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
const character = codePoint.map((code) => String.fromCodePoint(code))

/** Text of any characters. fast-check's own `binary` unit takes two seconds to set up. */
export const anyText = (lengths: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.string({ unit: character, ...lengths })
