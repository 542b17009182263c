import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PAGE_START_ID, type PageStart } from '#contract/page-start.ts'

/** What everyone's page begins with who is not signed in. */
export const STRANGERS_START: PageStart = { signIn: '', session: null, instances: null, registration: null }

/** What a path of the page never ends with. */
const FILE_ENDING = /\.\w{1,12}$/

/** Whether the page itself is at this path, and no file of it. */
export const isOfPage = (path: string): boolean => path === '/' || path === '/index.html' || !FILE_ENDING.test(path)

/** The built page, which is the same for everyone. */
export type BuiltPage = {
  html: string
  /** The same with its style sheet in it; `html` itself where it has none that can be. */
  styledHtml: string
  /** What stands between the tags of each script in it, as `script-src` names it (CSP 3, 2.3.1): `'sha256-…'`. */
  inlineScripts: string[]
  /** As well of the style sheet, for `style-src`. */
  inlineStyles: string[]
}

/** What Vite writes for the style sheet of the page. */
const STYLE_SHEET = /<link rel="stylesheet" (crossorigin href="\/([^"]+)")>/
/** Other files are named by where the style sheet is. The end of an element would end the one that it is put into. */
const NOT_TO_BE_MOVED = /url\(|<\//

/** Reads it as it was built, with nothing of a request in it: whatever script it holds may run. @throws where it is not there. */
export function readBuiltPage(folder: string, basePath: string): BuiltPage {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const page = withBasePath(html, basePath)
  const inlineScripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script = '']) => sourceOf(script))
  const [, , name] = STYLE_SHEET.exec(html) ?? []
  const style = name === undefined ? '' : readFileSync(join(folder, name), 'utf8')
  if (style === '' || NOT_TO_BE_MOVED.test(style))
    return { html: page, styledHtml: page, inlineScripts, inlineStyles: [] }
  const styled = html.replace(STYLE_SHEET, (_, rest) => `<style>${style}</style>\n    ${LOADED_ALREADY} ${rest}>`)
  return { html: page, styledHtml: withBasePath(styled, basePath), inlineScripts, inlineStyles: [sourceOf(style)] }
}

/** Nothing is loaded for it: Vite's scripts look for it, and would load the style sheet once more and after the others. */
const LOADED_ALREADY = '<link rel="stylesheet" disabled'

const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** For addresses below `basePath`. */
const withBasePath = (html: string, basePath: string): string =>
  basePath === '' ? html : html.replaceAll(/( (?:src|href)=")\//g, `$1${basePath}/`)

/** Has the browser load scripts that the page needs next. */
export function withPreloads(html: string, scripts: string[], basePath: string): string {
  const links = scripts
    .map((file) => `    <link rel="modulepreload" crossorigin href="${basePath}/${file}">\n`)
    .join('')
  return html.replace(/^ *<\/head>/m, (end) => links + end)
}

export function withStart(html: string, start: PageStart): string {
  // nothing in it may end the element
  const json = JSON.stringify(start).replaceAll('<', String.raw`\u003c`)
  return html.replace(
    /^ *<\/body>/m,
    (end) => `    <script type="application/json" id="${PAGE_START_ID}">${json}</script>\n${end}`,
  )
}
