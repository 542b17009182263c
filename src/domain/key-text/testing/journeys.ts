import fc from 'fast-check'
import {
  carriedDamages,
  fileDamages,
  insertedDamages,
  letterDamages,
  letters,
  settingDamages,
  type Damage,
} from './damages.ts'

export type Journey = { names: string[]; damage: Damage }

const some = (damages: Record<string, Damage>, most: number) =>
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

export function journey(steps: [string, Damage][]): Journey {
  return {
    names: steps.map(([name]) => name),
    damage: (key) => steps.reduce((text, [, damage]) => damage(text), key),
  }
}

/** Some damages cannot follow one another: nobody takes a numbered listing of what is numbered already. */
function isSensible(names: string[]): boolean {
  const has = (...some: string[]) => names.some((name) => some.includes(name))
  return !(has('never') && has('at all'))
}
