/** Entities of characters that stand in a key, or close to one. */
const NAMED: Record<string, number> = {
  equals: 0x3d,
  plus: 0x2b,
  sol: 0x2f,
  lowbar: 0x5f,
  bsol: 0x5c,
  colon: 0x3a,
  excl: 0x21,
  lt: 0x3c,
  gt: 0x3e,
  LT: 0x3c,
  GT: 0x3e,
  quot: 0x22,
  QUOT: 0x22,
  apos: 0x27,
  grave: 0x60,
  nbsp: 0xa0,
  NonBreakingSpace: 0xa0,
  ensp: 0x2002,
  emsp: 0x2003,
  thinsp: 0x2009,
  Tab: 0x09,
  NewLine: 0x0a,
  shy: 0xad,
  zwnj: 0x200c,
  zwj: 0x200d,
  lrm: 0x200e,
  rlm: 0x200f,
  ZeroWidthSpace: 0x200b,
  NoBreak: 0x2060,
  laquo: 0xab,
  raquo: 0xbb,
  ldquo: 0x201c,
  rdquo: 0x201d,
  lsquo: 0x2018,
  rsquo: 0x2019,
  bdquo: 0x201e,
}

const BODY = /(?:#0{0,6}(\d{1,5})|#[xX]0{0,6}([\da-fA-F]{1,4})|([a-zA-Z]{2,16}));/y

/** Reads the entity that begins at `at`, `&amp;` before the rest any number of times. */
export function entityAt(text: string, at: number): { code: number; end: number } | null {
  let from = at + 1
  while (text.startsWith('amp;', from)) from += 4
  BODY.lastIndex = from
  const match = BODY.exec(text)
  const [, decimal, hexadecimal, name] = match ?? []
  const code = decimal ? Number(decimal) : hexadecimal ? parseInt(hexadecimal, 16) : NAMED[name ?? '']
  if (code !== undefined && code > 0 && code < 0x10000) return { code, end: BODY.lastIndex }
  return from > at + 1 ? { code: 0x26, end: from } : null
}
