import { foldLetters } from '../../ui/fold.ts'

const LONGEST = 64

/** An identifier for an address, from a name in any Latin spelling: `Hôpital Sainte-Odile` is `hopital-sainte-odile`. */
export const idFromName = (name: string): string =>
  foldLetters(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')
