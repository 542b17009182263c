import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inspectKey } from './key.ts'
import { encodeBase64 } from './key-text/testing/base64.ts'
import { keyObjects } from './key-text/testing/keys.ts'
import { DEMO_KEY } from './key-text/testing/sample-keys.ts'

const INNER = { signature: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0' }
const WHOLE = /^(?:clean|repaired|confirm)$/

/** A key with a second signature inside it, at each of the three places in a group of base64. */
const nested = fc
  .tuple(keyObjects, fc.constantFrom('', 'x', 'xx'), keyObjects)
  .map(([{ signature, ...members }, pad, inner]) =>
    encodeBase64(JSON.stringify({ pad, inner: [inner, INNER], signature, ...members })),
  )

const token = (header: object, payload: object): string =>
  [header, payload, { proof: 'none' }].map((part) => encodeBase64(JSON.stringify(part)).replace(/=+$/, '')).join('.')

test('a key that holds another signature is one key', () => {
  fc.assert(
    fc.property(nested, (key) => {
      expect(inspectKey(`Key: ${key}\n`)).toMatchObject({ finding: 'repaired', key })
    }),
  )
})

test('of a damaged key no member with a signature is taken for the key', () => {
  const damaged = fc
    .tuple(nested, fc.nat(), fc.constantFrom('beginning', 'end', 'letter'))
    .map(([key, place, part]) => {
      const at = 1 + (place % (key.replace(/=+$/, '').length - 1))
      return part === 'beginning'
        ? key.slice(at)
        : part === 'end'
          ? key.slice(0, at)
          : key.slice(0, at) + key.slice(at + 1)
    })
  fc.assert(
    fc.property(damaged, (text) => {
      expect(inspectKey(text).finding).not.toMatch(WHOLE)
    }),
    { numRuns: 100, seed: 20_261_124 },
  )
})

test.each([
  ['an access token with a signature in it', (it: string) => it],
  ['one in a header', (it: string) => `Authorization: Bearer ${it}`],
  ['one in a mail', (it: string) => `Here it is:\n${it}\nRegards`],
])('%s is no key', (_, set) => {
  const text = set(token({ alg: 'HS256', typ: 'JWT' }, { sub: 12, ...INNER }))
  expect(inspectKey(text)).toMatchObject({ finding: 'wrong-secret', wrongSecret: 'access-token', key: null })
})

test.each([
  ['a label that lost its blank', (key: string) => `Registrationkey${key}`],
  ['an address', (key: string) => `https://portal.example/registration/keys/${key}`],
  ['an element on either side', (key: string) => `<b>Key</b>${key}<i>Regards</i>`],
  ['the same key, cut off', (key: string) => `${key.slice(0, 30)}\n${key}`],
])('%s before a key does not hide it', (_, set) => {
  const key = encodeBase64(JSON.stringify({ id: 7, ...INNER, note: 'ab' }))
  expect(inspectKey(set(key))).toMatchObject({ finding: 'repaired', key })
})

test.each([
  ['', '""'],
  [' ', '"ab"'],
  ['\n', '"abc"'],
])('a second copy at once does not hide a key whose JSON begins with %j', (lead, note) => {
  const key = encodeBase64(`${lead}{"note":${note},"signature":"${INNER.signature}"}`)
  const bare = key.replace(/=+$/, '')
  expect(inspectKey(bare + bare)).toMatchObject({ finding: 'repaired', key })
})

test('an object on a line of its own, inside a longer one, is not taken for a key', () => {
  const [before, inner] = ['{"id":"7","owner":', JSON.stringify({ ...INNER, a: 10 })].map(encodeBase64)
  expect([before, inner].some((part) => part?.includes('='))).toBe(false)
  expect(inspectKey(`${before}\n${inner}`)).toMatchObject({ finding: 'truncated', key: null })
})

test('bits left over at the end are no key', () => {
  expect(inspectKey(encodeBase64('{"signature":"abcdefgh1"}').replace('fQ==', 'fR=='))).toMatchObject({ key: null })
})

test('the padding parts a key from the word behind it', () => {
  const key = encodeBase64('{"signature":"abcdefgh1"}')
  expect(inspectKey(`${key}Regards`)).toMatchObject({ finding: 'repaired', key })
})

test.each([
  ['before the sign that closes it', `<code>${DEMO_KEY.slice(0, 9)}<wbr=\n>${DEMO_KEY.slice(9)}</code>`],
  ['in a reply', `> <code>${DEMO_KEY.slice(0, 9)}<wbr=\n> >${DEMO_KEY.slice(9)}</code>`],
  ['in a nested reply', `>> <code>${DEMO_KEY.slice(0, 9)}<w=\n>> br>${DEMO_KEY.slice(9)}</code>`],
  ['in a reply to a reply', `>> > <code>${DEMO_KEY.slice(0, 9)}<wb=\n>> r>${DEMO_KEY.slice(9)}</code>`],
  ['in a reply that was folded after it', `> <code>${DEMO_KEY.slice(0, 9)}<wbr=\n>${DEMO_KEY.slice(9)}</code>`],
  ['in a reply in UTF-16', `> <i>${DEMO_KEY.slice(0, 9)}<wbr=\n> >${DEMO_KEY.slice(9)}`.replace(/./gs, '$&\0')],
  ['between the bytes of a letter', `%EF%BD=\n%85${DEMO_KEY.slice(1, 40)}%20${DEMO_KEY.slice(40)}`],
  ['in a reply, no tag', `> ${DEMO_KEY.slice(0, 9)}%=\n> 20${DEMO_KEY.slice(9)}`],
])('a soft break within a tag or a code: %s', (_, text) => {
  expect(inspectKey(text)).toMatchObject({ finding: 'repaired', key: DEMO_KEY })
})

test.each([
  ['one that begins with white space', encodeBase64(' {"signature":"abcdefghij"}')],
  ['one that begins with a line', encodeBase64('\n{"signature":"abcdefghi"} ')],
])('a second copy at once is marked as one: %s', (_, key) => {
  const { edits } = inspectKey(key + key)
  expect(edits).toEqual([{ kind: 'repeated', count: 1, ranges: [[key.length, 2 * key.length]] }])
})

test('nor does a fold within its first letters hide it, and a word glued behind it is to be compared, in UTF-16 too', () => {
  const key = encodeBase64(' {"signature":"abcdefgh"}\t')
  const wide = (text: string) => text.replace(/./gs, '$&\0')
  const twice = `${key}${key[0]}=\n> ${key.slice(1)}`
  for (const text of [twice, wide(twice)]) expect(inspectKey(text)).toMatchObject({ finding: 'repaired', key })
  const bare = encodeBase64('{"signature":"abcdefghij"}').replace(/=+$/, '')
  for (const text of [`${bare}Regards`, wide(`${bare}Regards`)])
    expect(inspectKey(text)).toMatchObject({ finding: 'confirm', key: `${bare}=` })
})

test.each([
  ['in a reply', `> ${DEMO_KEY.slice(0, -2)}\n> ==`],
  ['in a nested reply', `>> ${DEMO_KEY.slice(0, -1)}\n>> =`],
  ['after a mail break', `${DEMO_KEY.slice(0, -2)}!\n ==`],
  ['after a soft break', `${DEMO_KEY.slice(0, -1)}=\n=`],
])('padding on a line of its own is not put in again: %s', (_, text) => {
  const { key, edits } = inspectKey(text)
  expect(key).toBe(DEMO_KEY)
  expect(edits.map(({ kind }) => kind)).not.toContain('padding')
  expect(edits.map(({ kind }) => kind)).not.toContain('text-after')
})
