import { describe, expect, test } from 'vitest'
import { inspectKey } from '../../key.ts'
import * as damages from './damages.ts'
import { hostileLetters } from './hostile.ts'
import { DEMO_KEY, LONG_KEY } from './sample-keys.ts'

const SENTENCE = 'Here is the text that everybody sent to every one of us, again & again, 100 % the same.\n'
const ROW = '<tr class="odd"><td>Every key</td><td><a href="/example?e=1&amp;y=2">eyes</a></td></tr>\n'
const attachment = (length: number) => hostileLetters(length).replace(/.{76}/g, '$&\r\n')

const lossless = {
  ...damages.carriedDamages,
  ...damages.settingDamages,
  'a code that a soft break cut': (key: string) => key.replaceAll('=', '%=\n3D'),
}

/** Tests each damage to a key with at least `half` characters of something else before it and after it. */
export function testWithin(half: number): void {
  describe.each([
    ['a long mail', SENTENCE.repeat(Math.ceil(half / SENTENCE.length))],
    ['a long page', ROW.repeat(Math.ceil(half / ROW.length))],
    ['a long attachment', attachment(half)],
  ])('within %s', (_, filler) => {
    test.each(Object.entries(lossless))('a key comes back after: %s', (_name, damage) => {
      const text = `${filler}\n\n${damage(LONG_KEY)}\n\n${filler}`
      expect(text.length).toBeGreaterThan(2 * half)
      expect(inspectKey(text)).toMatchObject({ finding: 'repaired', key: LONG_KEY })
    })

    test.each(Object.entries(damages.guessedDamages))('a key comes back for comparison after: %s', (_name, damage) => {
      const text = `${filler}\n\n${damage(LONG_KEY)}\n\n${filler}`
      expect(inspectKey(text)).toMatchObject({ finding: 'confirm', key: LONG_KEY })
    })

    test('two different keys far apart, both damaged, are no choice of ours', () => {
      const text = [LONG_KEY, DEMO_KEY].map(damages.settingDamages['numbered listing']).join(`\n${filler}\n`)
      expect(inspectKey(text)).toMatchObject({ finding: 'unfamiliar', key: null })
    })

    test('the places are those of the whole text', () => {
      const before = `${filler}\n`
      const text = `${before}${damages.settingDamages['numbered listing'](LONG_KEY)}\n`
      const { edits } = inspectKey(text)
      expect(edits.find(({ kind }) => kind === 'text-before')?.ranges).toEqual([[0, before.length]])
      expect(edits.find(({ kind }) => kind === 'line-number')?.ranges[0]).toEqual([
        before.length + 2,
        before.length + 5,
      ])
    })
  })
}
