import fc from 'fast-check'
import {
  carriedDamages,
  fileDamages,
  insertedDamages,
  letterDamages,
  letters,
  settingDamages,
  type ApplyDamage,
} from './damages.ts'

export type Journey = { names: string[]; damage: ApplyDamage }

const some = (damages: Record<string, ApplyDamage>, most: number) =>
  fc.subarray(Object.entries(damages), { minLength: 0, maxLength: most })

/**
 * Losslessly damages a key as the world does it, in this order: its letters, what is put between them, the page or
 * file it stands in, the mail around it, the ways it is carried, the file it is saved in.
 */
export const journeys: fc.Arbitrary<Journey> = fc
  .tuple(
    some(letterDamages, 2),
    some(insertedDamages, 2),
    some(settingDamages, 1),
    some(letters, 1),
    some(carriedDamages, 2),
    some(fileDamages, 1),
  )
  .map((stages) => journey(stages.flat()))
  .filter(({ names }) => isSensible(names))

export function journey(steps: [string, ApplyDamage][]): Journey {
  return {
    names: steps.map(([name]) => name),
    damage: (key) => steps.reduce((text, [, damage]) => damage(text), key),
  }
}

const LINES = ['numbered listing', 'numbers and colons', 'numbers and dots', 'numbers and bars']
const WITHIN_A_LINE = Object.keys(letters).filter((name) => !/own line|at once|sent on/.test(name))
const CODED = ['html entities for =', 'hexadecimal entities', 'named entities']

/** A listing does not begin in the middle of a sentence, and mail is not folded before it becomes a page's source. */
function isSensible(names: string[]): boolean {
  const has = (any: string[]) => names.some((name) => any.includes(name))
  if (has(LINES) && has(WITHIN_A_LINE)) return false
  return !(has(CODED) && names.includes('quoted-printable'))
}
