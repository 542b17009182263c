import type { WrongSecret } from './kinds.ts'

const LONGEST = 160
const EDGES = /^["'`“”„«»‹›‘’<>()[\]]+|["'`“”„«»‹›‘’<>()[\],;:.!?]+$/g
/** Dots of a password field, and what is left out. */
const HIDDEN = /[•●∙⦁○◦⚫█▪■·]|\*{3}|…|\.{3}/

/** Shapes of one word of a sentence. */
const SHAPES: [WrongSecret, RegExp][] = [
  ['oauth-client', /^[\da-f]{32,128}$/i],
  ['glpi-token', /^(?=.*\d)[a-zA-Z\d]{40}$/],
  [
    'web-address',
    /^(?:https?:\/\/[^\s@]+|www\.[\w.-]+\.[a-z]{2,}(?:\/\S*)?|[a-z][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|eu)(?:\/\S*)?)$/i,
  ],
  ['mail-address', /^(?:mailto:)?[^\s@<>"/:]{1,64}@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i],
]

/** A paper, or whom it is for, with its number: in English, French, German, Spanish and Portuguese. */
const PAPER =
  '(?:order|purchase|invoice|customer|commande|facture|client|bestell|auftrag|rechnung|kunden?|pedido|factura|cliente|encomenda|fatura)s?'
const NUMBER_OF = '(?:[\\s:#°º.-]|n[or]?|ung|n[uú]m(?:ber|mer|[eé]ro)|id|is|es[t]?|ist|é|lautet|[a-z]{1,4}-){0,8}'
const ORDER = new RegExp(`(?<!\\p{L})${PAPER}${NUMBER_OF}\\d[\\d\\-_/.]{2,19}(?![\\w+/=-])`, 'iu')

/** A number, a date, a number of a paper with its few letters. */
const NUMBER = /^[a-z]{0,6}[-_/.#]?\d[\d\-_/.]*$/i

/** May be a key of a kind that we do not know, or the beginning of one: the vendor decides what a key is. */
const isKeyLike = (word: string): boolean =>
  /^e[yw]/i.test(word) ||
  (word.length >= 12 && /^[\w+/=.-]+$/.test(word) && /\d|[a-z][A-Z]/.test(word) && !NUMBER.test(word)) ||
  word.length > 30

/**
 * Which other secret a short sentence names: an address, a token or a number of a paper, and nothing beside it that may
 * be a key. Null for all else.
 */
export function secretInSentence(text: string): WrongSecret | null {
  if (text.length > LONGEST || /[\r\n]/.test(text) || HIDDEN.test(text)) return null
  const words = text.split(/\s+/).map((word) => word.replace(EDGES, ''))
  let found: WrongSecret | null = null
  for (const word of words) {
    const kind = SHAPES.find(([, shape]) => shape.test(word))?.[0] ?? null
    if (kind === null && isKeyLike(word)) return null
    found ??= kind
  }
  return found ?? (ORDER.test(text) ? 'order-number' : null)
}
