import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PurgeCSS, type UserDefinedOptions } from 'purgecss'
import type { Plugin } from 'vite'
import { foundIn } from './found-in.ts'

const SOURCES = fileURLToPath(new URL('../../app', import.meta.url))

/** The names a source file can give to CSS. Words of its sentences are none: Tabler has a class for half the dictionary. */
export function cssNamesIn(source: string) {
  const classes = [...foundIn(source, /class(?:Name)?="([^"]+)"/g), ...foundIn(source, /'((?:btn|lk-)[^']*)'/g)]
  return {
    classes: classes.flatMap((names) => names.split(' ')),
    // the icons draw their own `svg`; a tag may also be named in a string
    tags: ['html', 'body', 'svg', ...foundIn(source, /[<']([a-z][a-z0-9]*)/g)],
    attributes: {
      names: ['data-bs-theme', 'data-drawn', 'data-kept', 'data-undrawn', 'dir', ...foundIn(source, /([\w-]+)=/g)],
      values: foundIn(source, /['"]([\w-]+)['"]/g),
    },
    ids: [],
    undetermined: [],
  }
}

const sources = () =>
  readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ raw: readFileSync(join(SOURCES, name), 'utf8'), extension: 'tsx' }))

/** Tabler has this rule for floating legends, and no page has one. With it, the browser styles all rows anew when one leaves a list. */
const FOR_ANY_SIBLING = /legend\s*\+\s*\*\s*\{[^}]*\}/

/** Tabler works out the colour of the scroll bars for every element. It is inherited, so that once is enough: a long list is drawn a sixth sooner. */
const ANY_SCROLL_BAR = /\*(?=\s*\{\s*scrollbar-color:)/

/** Tabler's own choice of fonts. `panel.css` has another one. */
const FONTS = /--tblr-font-(?:sans-serif:\s*system-ui|monospace:\s*ui-monospace,\s*SF)[^;}]*;?/g

/** What no first screen shows of Tabler. Its rules come with a style sheet of ours, which is loaded when it is first needed. */
export const TABLER_APART = [
  { file: '/ui/choices.css', className: /^form-(select|check)/ },
  { file: '/ui/table.css', className: /^table$/ },
]

/** Rules that name no class. `panel.css` alone brings them: what it sets anew in them must not be undone by a later style sheet. */
const WITHOUT_CLASS = /(?<=^|[{}])[^{}.@]*\{[^{}]*\}/g
const COMMENTS_AND_PROPERTIES = /\/\*.*?\*\/|@charset [^;]*;|@property [^{]*\{[^}]*\}/gs

/** Drops the nine tenths of Tabler's CSS that nothing here names; after `@import` is inlined, before it is hashed. */
export function purgedCss(): Plugin {
  let isServing = false
  return {
    name: 'latchkey:purged-css',
    configResolved({ command }) {
      isServing = command === 'serve'
    },
    async transform(code, id) {
      const [file = ''] = id.split('?')
      if (!file.endsWith('.css')) return null
      const apart = TABLER_APART.find((part) => file.endsWith(part.file))
      if (apart) return { code: await onlyOf(code, apart.className), map: null }
      if (isServing) return null
      let css = code
      // a variable may be used by nothing but a variable that is dropped
      for (let before = ''; before !== css;) {
        before = css
        css = await purge(css, { variables: true, keyframes: true })
      }
      if (file.endsWith('/panel.css')) css = await purge(css, { defaultExtractor: classesIn(isInPanel) })
      return { code: css.replace(FOR_ANY_SIBLING, '').replace(ANY_SCROLL_BAR, ':root').replace(FONTS, ''), map: null }
    },
  }
}

async function purge(css: string, options: Partial<UserDefinedOptions>): Promise<string> {
  const [purged] = await new PurgeCSS().purge({
    content: sources(),
    css: [{ raw: css }],
    defaultExtractor: cssNamesIn,
    ...options,
  })
  return purged?.css ?? css
}

const isInPanel = (name: string) => TABLER_APART.every(({ className }) => !className.test(name))

/** The names in a source, without the classes that are not wanted. */
const classesIn = (isWanted: (name: string) => boolean) => (source: string) => {
  const names = cssNamesIn(source)
  return { ...names, classes: names.classes.filter(isWanted) }
}

/** The rules for these classes of Tabler, and for our own. */
async function onlyOf(css: string, className: RegExp): Promise<string> {
  const isOwn = (name: string) => name.startsWith('lk-') || className.test(name)
  const purged = await purge(css, { keyframes: true, defaultExtractor: classesIn(isOwn) })
  return purged.replaceAll(COMMENTS_AND_PROPERTIES, '').replaceAll(WITHOUT_CLASS, '')
}

/** A browser asks in the order of the page, and draws nothing without the style sheet. */
export function styleSheetFirst(): Plugin {
  return {
    name: 'latchkey:style-sheet-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const [link = ''] = html.match(/^ *<link rel="stylesheet".*\n/m) ?? []
        return html.replace(link, '').replace(/^ *<script type="module"/m, (script) => link + script)
      },
    },
  }
}
