import type { Cut } from './cuts.ts'
import type { Line } from './lines.ts'
import { shapeOf } from './shape.ts'

const LONGEST = 90
/** Names of a part or a page, in English, French, German, Spanish, Portuguese, Italian and Dutch. */
const NAMES = new Set(
  (
    'part partie teil parte deel page pages pag pagina página seite seiten blatt folio sheet hoja folha chunk segment ' +
    'fragment piece block bloc bloque bloco morceau stück section abschnitt line ligne zeile línea linha sms mms ' +
    'message msg mail nachricht mensaje mensagem text key clé schlüssel clave chave chiave sleutel continued cont ' +
    'continues suite fortsetzung continuación continuação continua vervolg next suivant suivante weiter siguiente'
  ).split(' '),
)
/** Words that stand beside them. */
const BESIDE = new Set(
  (
    'of de sur von di van from out n no nr num begin beginning start end fin ende the la le il to be follows first ' +
    'second third last one two three four un une deux trois eins zwei drei uno dos tres erster zweiter and et und y e'
  ).split(' '),
)
const TOKEN = /\p{L}+|\d+|[^\p{L}\d\s]/gu
/** What a browser prints above and below a page. */
const PRINTED =
  /:\/\/|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? .*\d{1,2}:\d{2}|\d{1,2}:\d{2} .*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/
const WORDS = /^(?:[^\p{L}\d]|\d{1,4}|\p{Lu}?\p{Ll}+|\p{Lu}{1,8})+$/u
/** No piece of a key, and no group of its letters. */
const NO_LETTERS = /[^\w+/=-]/

/** Labels, page numbers and footers that stand on lines of their own between the parts of a key. */
export function partCuts(lines: readonly Line[], before: string): Cut[] {
  const counted = countedShapes([before, ...lines.slice(1).map(({ text }) => text)])
  return lines.slice(1).flatMap(({ from, to, text }): Cut[] => {
    if (text.length > LONGEST || text.trim() === '') return []
    const isPart = isLabel(text) || PRINTED.test(text) || counted.has(countedShape(text) ?? '')
    return isPart ? [{ from, to, kind: 'part-label' }] : []
  })
}

/** `Part 2:`, `--- page 2 of 3 ---`, `(2/3)`, `- 2 -`, `(continued)`; a number alone is short, or may be letters of a key. */
function isLabel(text: string): boolean {
  let names = 0
  let numbers = 0
  for (const [token] of text.toLowerCase().matchAll(TOKEN)) {
    if (/^\d/.test(token)) {
      if (token.length > 4) return false
      numbers++
    } else if (NAMES.has(token)) names++
    else if (/^\p{L}/u.test(token) && !BESIDE.has(token)) return false
  }
  if (names > 0) return numbers > 0 || NO_LETTERS.test(text.trim())
  return numbers > 0 && numbers <= 2 && (NO_LETTERS.test(text.trim()) || /^\s*\d{1,3}\s*$/.test(text))
}

/** Shapes of words with a number that come more than once: labels in whatever language. */
function countedShapes(texts: readonly string[]): Set<string> {
  const once = new Set<string>()
  const again = new Set<string>()
  for (const text of texts) {
    const shape = countedShape(text)
    if (shape === null) continue
    if (once.has(shape)) again.add(shape)
    once.add(shape)
  }
  return again
}

function countedShape(text: string): string | null {
  const label = text.trim()
  if (label.length > 40 || !/\d/.test(label) || !NO_LETTERS.test(label) || !WORDS.test(label)) return null
  return shapeOf(label)
}
