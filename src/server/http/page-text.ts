import { createHash } from 'node:crypto'
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
  /** What stands between the tags of each script in it, as `script-src` names it (CSP 3, 2.3.1): `'sha256-…'`. */
  inlineScripts: string[]
}

/** @param html as it was built, with nothing of a request in it: whatever script it holds may run. */
export function builtPage(html: string, basePath: string): BuiltPage {
  const page = withBasePath(html, basePath)
  const inlineScripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return { html: page, inlineScripts }
}

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
