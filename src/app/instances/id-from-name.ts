const LONGEST = 64

/** An identifier for an address, from a name in any Latin spelling: `Hôpital Sainte-Odile` is `hopital-sainte-odile`. */
export function idFromName(name: string): string {
  return name
    .replace(/ß/g, 'ss')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')
}
