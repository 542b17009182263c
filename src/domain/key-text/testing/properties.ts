import fc from 'fast-check'
import { inspectKey } from '../../key.ts'
import { decodeBase64 } from '../base64.ts'
import { guessedDamages } from './damages.ts'
import { unexplained } from './explained.ts'
import { hostileTexts } from './hostile-texts.ts'
import { journeys, type Journey } from './journeys.ts'
import { keys } from './keys.ts'

const WHOLE = /^(?:clean|repaired|confirm)$/

function expectKey(pasted: string, key: string, finding: string): void {
  const result = inspectKey(pasted)
  if (result.finding !== finding) throw new Error(`${result.finding}, not ${finding}`)
  if (result.key !== key) throw new Error('another key')
  const problem = unexplained(pasted, key, result.edits)
  if (problem) throw new Error(problem)
}

function expectNone(text: string, findings: RegExp, mayAsk = false): void {
  const { finding, key } = inspectKey(text)
  if (!findings.test(finding)) throw new Error(finding)
  if (key !== null && finding !== 'unfamiliar' && !(mayAsk && finding === 'confirm')) throw new Error('a key was given')
}

/**
 * Where the sentence goes on behind it, the last letter of white space at the end of the JSON, once it stands alone,
 * may as well be the initial of a name.
 */
const isReadable = (key: string, { names }: Journey): boolean =>
  !(names.includes('signature on the same line') && /\s$/.test(decodeBase64(key) ?? ''))

const part = fc.double({ min: 0.2, max: 0.98, noNaN: true })
const gap = fc.constantFrom('', '–', '—', '…', '\ufffd')

/** What holds for every key and text: a sample in the ordinary suite, 100,000 of each in the long run. */
export const PROPERTIES: Record<string, fc.IProperty<never[]> | fc.IRawProperty<unknown>> = {
  'any key comes back from any journey, and the edits explain how': fc.property(keys, journeys, (key, journey) => {
    fc.pre(isReadable(key, journey))
    const pasted = journey.damage(key)
    expectKey(pasted, key, pasted === key ? 'clean' : 'repaired')
  }),

  'cleaning a cleaned key changes nothing': fc.property(keys, journeys, (key, journey) => {
    fc.pre(isReadable(key, journey))
    const cleaned = inspectKey(journey.damage(key)).key ?? ''
    expectKey(cleaned, cleaned, 'clean')
  }),

  'a guess asks for confirmation': fc.property(
    keys,
    journeys,
    fc.constantFrom(...Object.values(guessedDamages)),
    (key, journey, guessed) => {
      fc.pre(guessed(key) !== key && isReadable(key, journey))
      expectKey(journey.damage(guessed(key)), key, 'confirm')
    },
  ),

  'a key cut short is never made up': fc.property(keys, journeys, part, (key, { damage }, length) => {
    const cut = key.slice(0, Math.min(Math.floor(key.length * length), key.length - 6))
    expectNone(cut, /^truncated$/)
    expectNone(damage(cut), /^(?!clean|repaired|confirm)/)
  }),

  'a key with a letter lost is never called whole': fc.property(keys, fc.nat(), gap, (key, place, mark) => {
    const at = 8 + (place % (key.length - 16))
    expectNone(key.slice(0, at) + mark + key.slice(at + 1), /^(?:altered|truncated)$/)
  }),

  'two different keys are no choice of ours': fc.property(keys, keys, journeys, (one, other, { damage }) => {
    fc.pre(one !== other)
    const { finding, key } = inspectKey(`${one}\n\n${damage(other)}`)
    if (WHOLE.test(finding) && key !== one) throw new Error('the second was chosen')
  }),

  'no text makes it throw, or bless what is no key': fc.property(hostileTexts, (text) => {
    // the pieces may make up the content of a key, which is one
    const mayBeContent = /\{"signature":"[^]*"[^]*\}/.test(text)
    expectNone(text, mayBeContent ? /^(?!clean|repaired)/ : /^(?!clean|repaired|confirm)/, mayBeContent)
  }),
}
