// Compiles the documents of src/docs into what /help shows: while the page is built, so that it ships no parser.
import { posix } from 'node:path'
import { Marked, type Token, type Tokens } from 'marked'
import type { GuideBlock, GuideDocument, GuideSection } from '../app/help/guide.ts'

/** As GitHub names the places of a document, so that a link leads to the same place in both. */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replace(/ /g, '-')

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)

const plain = (text: string): string => text.replace(/[`*_]/g, '')

/** The address of a document in the checkout: /help for the guide, the root for what the gateway serves; null for all else. */
function addressOf(href: string, document: string): string | null {
  if (/^https?:/.test(href)) return href
  const [path = '', place] = href.split('#')
  const target = path === '' ? document : posix.join(posix.dirname(document), path)
  const name = /^(?:src\/docs\/)?([\w-]+)\.md$/.exec(target)?.[1]
  if (name !== undefined) return `/help/${name.toLowerCase()}${place === undefined ? '' : `#${place}`}`
  return target.startsWith('public/') ? target.slice('public'.length) : null
}

/** One document. @param path in the checkout, as `src/docs/fleet.md`: links are relative to it. */
export function compileGuide(path: string, text: string): GuideDocument {
  const marked = new Marked({
    renderer: {
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens)
        const address = addressOf(href, path)
        if (address === null) return words
        return `<a href="${escaped(address)}"${address.startsWith('/') ? '' : ' rel="noreferrer"'}>${words}</a>`
      },
      // a picture weighs more than all the words, and shows the page that one is on
      image: () => '',
      html: () => '',
      table: (table) => rows(table),
    },
  })
  const inline = (tokens: Token[]): string => marked.Parser.parseInline(tokens, marked.defaults)
  // an empty heading would only be read out, and a table of names and what they mean has none
  const cell = ({ text: words, tokens }: Tokens.TableCell, tag: 'th' | 'td'): string =>
    words === '' ? '<td></td>' : `<${tag}>${inline(tokens)}</${tag}>`
  const cells = (row: Tokens.TableCell[], tag: 'th' | 'td'): string =>
    `<tr>${row.map((each) => cell(each, tag)).join('')}</tr>`
  const rows = ({ header, rows: body }: Tokens.Table): string =>
    `<table>${header.some(({ text: words }) => words !== '') ? `<thead>${cells(header, 'th')}</thead>` : ''}` +
    `<tbody>${body.map((row) => cells(row, 'td')).join('')}</tbody></table>`

  const sections: GuideSection[] = []
  const add = (block: GuideBlock) => sections.at(-1)?.blocks.push(block)
  for (const token of marked.lexer(text)) {
    if (token.type === 'heading')
      sections.push({
        id: slugOf(plain(token['text'])),
        level: token['depth'],
        title: plain(token['text']),
        blocks: [],
      })
    else if (token.type === 'code') add({ code: token['text'] })
    else {
      const html = marked.parser([token]).trim()
      if (html !== '') add({ html, isTable: token.type === 'table' })
    }
  }
  return { name: posix.basename(path, '.md').toLowerCase(), title: sections[0]?.title ?? path, sections }
}
