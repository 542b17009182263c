import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'
import { isLanguage, languageFor, type Language } from '#contract/languages.ts'
import {
  firstScriptsOf,
  READER_COOKIE,
  type FirstScreenView,
  type FirstScript,
  type NotedTheme,
  type PageStart,
  type Reader,
} from '#contract/page-start.ts'
import { getCookie } from 'hono/cookie'
import { answerLater, compressed } from './compression.ts'
import type { FirstScreen } from './first-screen.ts'
import type { ReadStart } from './page-start.ts'
import { allowPartsOf } from './headers.ts'
import { isOfPage, readBuiltPage, withPreloads, withStart, type BuiltPage } from './page-text.ts'
import { cookieNameFor } from './session-cookie.ts'

const HTML = 'text/html; charset=UTF-8'

const FOREVER = 'public, max-age=31536000, immutable'

/** Vite's manifest, and whatever else nobody is meant to fetch. */
const HIDDEN = /\/\./

const answerNothing = (c: Context): Response => c.text('There is nothing at this address.', 404)

type PageParts = {
  /** The built page. */
  folder: string
  /** What comes before every path. */
  basePath?: string
  /** What the page for this request begins with. */
  startOf?: (c: Context) => Promise<PageStart | ReadStart | null>
  /** What shows before any script has run. */
  firstScreen?: FirstScreen
}

/** The built page: its files by name, and the page itself for every other address but that of a file that is not there. */
export function pageRoutes({ folder, basePath = '', startOf, firstScreen }: PageParts): Hono {
  const scripts = scriptsOf(folder)
  const readPage = pageReader(folder, basePath)

  async function answerPage(c: Context): Promise<Response> {
    const page = readPage()
    allowPartsOf(c, page)
    const start = (await startOf?.(c)) ?? null
    // it holds what one person may see, and what was known when it was sent
    c.header('cache-control', 'no-store')
    if (typeof start === 'function') return answerLater(c, HTML, async () => pageFor(c, page, await start()))
    const text = start ? await pageFor(c, page, start) : page.html
    await compressed(c, async () => void (c.res = c.body(text, 200, { 'content-type': HTML })))
    return c.res
  }

  async function pageFor(c: Context, page: BuiltPage, start: PageStart): Promise<string> {
    const noted = notedReader(c, basePath)
    const view = noted ? { start, reader: noted.reader } : viewOfNewReader(c, basePath, start)
    const markup = view && (await firstScreen?.draw({ ...view, path: c.req.path, basePath }))
    // whoever signs in now comes to a page that is drawn
    if (!markup) firstScreen?.prepare()
    // who comes again has the style sheet; to have it from the browser's cache takes longer than to receive it with the page
    const html = markup && noted ? page.styledHtml : page.html
    const loading = withPreloads(html, scriptsFor(start, scripts), basePath)
    if (!markup) return withStart(loading, start)
    const drawn = withFirstScreen(
      loading,
      markup,
      attributesOf(view.reader.language, start.signIn, noted?.theme ?? null),
    )
    // who comes again has the scripts
    return withStart(withScriptsLate(drawn, noted !== null), start)
  }

  return (
    new Hono()
      .get(
        '/assets/*',
        withoutDate,
        serveStatic({ root: folder, precompressed: true, onFound: (_, c) => c.header('cache-control', FOREVER) }),
      )
      // monitoring tools ask here by default, and would take the page for metrics
      .get('/metrics', (c) => c.redirect(`${basePath}/api/metrics`, 308))
      .get('*', async (c, next) => {
        const { path } = c.req
        if (HIDDEN.test(path)) return answerNothing(c)
        if (!isOfPage(path)) return next()
        // a file has an ending: its bytes need not be looked for
        return answerPage(c)
      })
      // each encoding of a file has its own tag, made from its bytes
      .use(withoutDate, etag())
      .get('*', serveStatic({ root: folder, precompressed: true }))
      .get('*', answerNothing)
      .all('*', (c) => c.text('This address can only be read.', 405, { allow: 'GET, HEAD' }))
  )
}

/** The built page, which is read anew once it has been built anew. */
function pageReader(folder: string, basePath: string): () => BuiltPage {
  const file = join(folder, 'index.html')
  let kept: { time: number; page: BuiltPage } | null = null
  return () => {
    const time = statSync(file).mtimeMs
    if (time !== kept?.time) kept = { time, page: readBuiltPage(folder, basePath) }
    return kept.page
  }
}

/** A file that never changes, or has a tag, needs no `Last-Modified` as well. */
const withoutDate: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.delete('last-modified')
}

/** What the page needs next: a browser loads it at once, and not only when a script asks for it. */
const scriptsFor = ({ registration }: PageStart, scripts: Scripts): string[] =>
  registration ? firstScriptsOf(registration).flatMap(scripts) : []

/** As Vite writes it. */
const MAIN_SCRIPT = /<script type="module" crossorigin src=("[^"]+")><\/script>/

/**
 * The markup is shown without waiting for scripts: before-paint.js runs the first of them once it is on screen; a browser would do so
 * before.
 * @param areKept they come from the browser's cache: even that takes time from what is shown first, and so it is left for later too.
 */
const withScriptsLate = (html: string, areKept: boolean): string =>
  html
    .replace(MAIN_SCRIPT, '<link rel="modulepreload" crossorigin href=$1>')
    .replaceAll('<link rel="modulepreload" ', areKept ? '<link data-late ' : '<link rel="modulepreload" data-late ')

const withFirstScreen = (html: string, markup: string, attributes: string): string =>
  html
    .replace('<html lang="en">', `<html ${attributes}>`)
    .replace('<div id="root"></div>', () => `<div id="root">${markup}</div>`)

/** What before-paint.js reads; the theme, so that it need not wait for the storage of the browser. */
const attributesOf = (language: Language, signIn: string, theme: NotedTheme): string =>
  `lang="${language}" data-sign-in="${signIn}"${theme === null ? '' : ` data-theme="${theme}"`}`

const readerCookie = (c: Context, basePath: string): string | undefined =>
  getCookie(c, cookieNameFor(c, basePath, READER_COOKIE))

/** As this browser said on an earlier visit. null: never, or it cannot be worded for. */
function notedReader(c: Context, basePath: string): { reader: Reader; theme: NotedTheme } | null {
  const [language = '', timeZone = '', theme] = (readerCookie(c, basePath) ?? '').split('~')
  if (!isLanguage(language) || !isTimeZone(timeZone)) return null
  const isKnown = theme === 'light' || theme === 'dark' || theme === ''
  return { reader: { language, timeZone, languages: languagesOf(c) }, theme: isKnown ? theme : null }
}

/**
 * For a browser that was never here, which has not said in which time zone it is: what shows no date, in the language that the page will
 * choose. Former keys, which can be put back until a date, come with the scripts, below all else. null: it was here, or there is a date.
 */
function viewOfNewReader(
  c: Context,
  basePath: string,
  start: PageStart,
): Pick<FirstScreenView, 'start' | 'reader'> | null {
  const { registration } = start
  if (readerCookie(c, basePath) !== undefined) return null
  if (!registration || registration.key !== null || registration.glpi !== null) return null
  const languages = languagesOf(c)
  const language = languages.map(languageFor).find((spoken) => spoken !== null) ?? 'en'
  return {
    start: { ...start, registration: { ...registration, former: [] } },
    reader: { language, timeZone: 'UTC', languages },
  }
}

const languagesOf = (c: Context): string[] =>
  [...(c.req.header('accept-language') ?? '').matchAll(/[a-z]{2,3}(?:-\w+)*/gi)].map(([tag]) => tag)

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** The files that hold a script, by its name. */
type Scripts = (name: FirstScript) => string[]

/** Vite's list of what it built (`build.manifest`). Without one, nothing is loaded early. */
function scriptsOf(folder: string): Scripts {
  try {
    const manifest: Record<string, { name?: string; file: string }> = JSON.parse(
      readFileSync(join(folder, '.vite/manifest.json'), 'utf8'),
    )
    const files = Object.values(manifest)
    return (name) => files.filter((file) => file.name === name).map(({ file }) => file)
  } catch {
    return () => []
  }
}
