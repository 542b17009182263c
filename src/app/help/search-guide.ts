import { foldLetters } from '../ui/fold.ts'
import { GUIDE, type GuideDocument, type GuideSection } from './guide.ts'

type Searchable = { document: GuideDocument; section: GuideSection; words: string; title: string; text: string }

/** Where something was found, with the words around it. */
export type GuideFind = { document: GuideDocument; section: GuideSection; excerpt: string }

const MOST_FOUND = 30
const AROUND = 70

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }

/** The words of compiled Markdown, as one reads them. */
const wordsOf = (html: string): string =>
  html
    .replace(/<\/(?:td|th|li|p)>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()

let searchable: Searchable[] | null = null

const all = (): Searchable[] =>
  (searchable ??= GUIDE.flatMap((document) =>
    document.sections.map((section) => {
      const words = section.blocks.map(({ html, code }) => (html === undefined ? code : wordsOf(html))).join(' ')
      return { document, section, words, title: foldLetters(section.title), text: foldLetters(words) }
    }),
  ))

/** Sections that hold every word of the search, those with more of them in the title first. */
export function searchGuide(search: string): GuideFind[] {
  const wanted = foldLetters(search).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return []
  const inTitle = ({ title }: Searchable) => wanted.filter((word) => title.includes(word)).length
  return all()
    .filter(({ title, text }) => wanted.every((word) => title.includes(word) || text.includes(word)))
    .toSorted((one, other) => inTitle(other) - inTitle(one))
    .slice(0, MOST_FOUND)
    .map(({ document, section, words, text }) => ({ document, section, excerpt: excerptOf(words, text, wanted) }))
}

/** Folding may change the length of a text a little: an excerpt a few letters off is still the right one. */
function excerptOf(words: string, text: string, wanted: string[]): string {
  const at = Math.max(
    0,
    Math.min(...wanted.map((word) => text.indexOf(word)).filter((found) => found >= 0), text.length),
  )
  const from = Math.max(0, words.lastIndexOf(' ', Math.max(0, at - AROUND)))
  const to = words.indexOf(' ', Math.min(words.length, at + AROUND))
  const excerpt = words.slice(from, to < 0 ? undefined : to).trim()
  return `${from > 0 ? '… ' : ''}${excerpt}${to < 0 ? '' : ' …'}`
}
