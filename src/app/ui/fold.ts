/** Letters as they are searched and spelled in addresses: `Hôpital Sœur-Agnès` is `hopital soeur-agnes`. */
export const foldLetters = (text: string): string =>
  text
    .replace(/ß/g, 'ss')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
