import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { types, transformAsync, type PluginObj } from '@babel/core'
import macro from '@lingui/babel-plugin-lingui-macro'
import { getConfig } from '@lingui/conf'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { PurgeCSS, type UserDefinedOptions } from 'purgecss'
import { minify, type Plugin } from 'vite'
import { DEADLINES } from './src/bin/deadlines.ts'
import { compileGuide } from './src/bin/guide.ts'
import { postgresPrograms } from './src/server/testing/postgres-cluster.ts'
import { putTemporaryFilesInMemory } from './src/bin/temporary-folder.ts'
import { recordPackages } from './src/packaging/record-packages.ts'
import { defineConfig } from 'vitest/config'

/** The specs that build and start the command line as it is shipped. */
const STARTS_PROGRAMS = 'src/**/*.process.spec.ts'
/** Most of these start a gateway with its store, and send requests to it. */
const OF_GATEWAY = 'src/server/**/*.spec.ts'
/** The specs of what is released: it is built first, which takes a minute. */
const OF_PACKAGES = 'src/packaging/**/*.package.spec.ts'
const NEEDS_POSTGRES = 'src/**/*.postgres.spec.ts'

/** In a run of all projects at once, the cluster that is started for the specs on PostgreSQL is for these alone. */
const ON_SQLITE = { LATCHKEY_TEST_POSTGRES: '' }

/** Specs that need PostgreSQL, and others that are run on it once more. Not where it is not installed. */
const ON_POSTGRES =
  postgresPrograms() === undefined
    ? []
    : [
        NEEDS_POSTGRES,
        ...['api', 'audit-routes', 'events', 'history', 'preconditions', 'sign-in'].map(
          (name) => `src/server/${name}.spec.ts`,
        ),
      ]

putTemporaryFilesInMemory()

const SOURCES = fileURLToPath(new URL('src/app', import.meta.url))
const linguiConfigFile = 'src/app/lingui.config.ts'

/** null for a message without placeholders: it may stay as it is. */
function compiled(node: types.Node | null | undefined): types.Expression | null {
  if (!types.isStringLiteral(node)) return null
  const parts = compileMessage(node.value)
  return parts.length === 1 && parts[0] === node.value ? null : types.valueToNode(parts)
}

/** Lingui's own message compiler, run while building: English then needs neither a catalogue nor a parser in the page. */
function compiledMessages(): PluginObj {
  return {
    visitor: {
      Program: {
        exit: (program) =>
          program.traverse({
            ObjectProperty({ node, parent }) {
              if (!types.isIdentifier(node.key, { name: 'message' }) || !isDescriptor(parent)) return
              node.value = compiled(node.value) ?? node.value
            },
            JSXAttribute({ node }) {
              if (node.name.name !== 'message') return
              const value = compiled(node.value)
              if (value) node.value = types.jsxExpressionContainer(value)
            },
          }),
      },
    },
  }
}

const isDescriptor = (node: types.Node): boolean =>
  node.leadingComments?.some((comment) => comment.value.trim() === 'i18n') ?? false

/** Expands Lingui's macros, in the few files that import them. */
function linguiMacro(): Plugin {
  const linguiConfig = getConfig({ configPath: linguiConfigFile })
  return {
    name: 'latchkey:lingui-macro',
    enforce: 'pre',
    async transform(code, id) {
      if (!/\.tsx?$/.test(id) || !/@lingui\/\w+\/macro/.test(code)) return null
      const result = await transformAsync(code, {
        filename: id,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ['typescript', 'jsx'] },
        plugins: [[macro, { linguiConfig, stripMessageField: false }], compiledMessages],
      })
      return result?.code ? { code: result.code, map: result.map ?? null } : null
    },
  }
}

/** Takes each icon from its own file: through the package's list of all icons, every page would load those of all others. */
function oneFilePerIcon(): Plugin {
  return {
    name: 'latchkey:one-file-per-icon',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || !code.includes("'@tabler/icons-react'")) return null
      const imported = code.replace(/import \{([^}]+)\} from '@tabler\/icons-react'/g, (_, names: string) =>
        all(names, /\b(Icon\w+)/g)
          .map((name) => `import ${name} from '@tabler/icons-react/dist/esm/icons/${name}.mjs'`)
          .join('; '),
      )
      return { code: imported, map: null }
    },
  }
}

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)

/** The names a source file can give to CSS. Words of its sentences are none: Tabler has a class for half the dictionary. */
function namesIn(source: string) {
  const classes = [...all(source, /class(?:Name)?="([^"]+)"/g), ...all(source, /'((?:btn|lk-)[^']*)'/g)]
  return {
    classes: classes.flatMap((names) => names.split(' ')),
    // the icons draw their own `svg`; a tag may also be named in a string
    tags: ['html', 'body', 'svg', ...all(source, /[<']([a-z][a-z0-9]*)/g)],
    attributes: {
      names: ['data-bs-theme', 'data-drawn', 'data-kept', 'data-undrawn', 'dir', ...all(source, /([\w-]+)=/g)],
      values: all(source, /['"]([\w-]+)['"]/g),
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

/** What of Tabler's no first screen has: its rules come with a style sheet of ours, when that is first needed. */
const TABLER_APART = [
  { file: '/ui/choices.css', className: /^form-(select|check)/ },
  { file: '/ui/table.css', className: /^table$/ },
]

/** Rules for no class. A variable in them may be set anew in `panel.css`: it alone brings them. */
const WITHOUT_CLASS = /(?<=^|[{}])[^{}.@]*\{[^{}]*\}/g
const COMMENTS_AND_PROPERTIES = /\/\*.*?\*\/|@charset [^;]*;|@property [^{]*\{[^}]*\}/gs

/** Drops the nine tenths of Tabler's CSS that nothing here names; after `@import` is inlined, before it is hashed. */
function purgedCss(): Plugin {
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
      return { code: css.replace(FOR_ANY_SIBLING, '').replace(ANY_SCROLL_BAR, ':root'), map: null }
    },
  }
}

async function purge(css: string, options: Partial<UserDefinedOptions>): Promise<string> {
  const [purged] = await new PurgeCSS().purge({
    content: sources(),
    css: [{ raw: css }],
    defaultExtractor: namesIn,
    ...options,
  })
  return purged?.css ?? css
}

const isInPanel = (name: string) => TABLER_APART.every(({ className }) => !className.test(name))

/** The names in a source, of classes some only. */
const classesIn = (isWanted: (name: string) => boolean) => (source: string) => {
  const names = namesIn(source)
  return { ...names, classes: names.classes.filter(isWanted) }
}

/** The rules for these classes of Tabler's, and for our own. */
async function onlyOf(css: string, className: RegExp): Promise<string> {
  const isOwn = (name: string) => name.startsWith('lk-') || className.test(name)
  const purged = await purge(css, { keyframes: true, defaultExtractor: classesIn(isOwn) })
  return purged.replaceAll(COMMENTS_AND_PROPERTIES, '').replaceAll(WITHOUT_CLASS, '')
}

/** The documents of /help, compiled here: the page ships no parser. */
function compiledGuide(): Plugin {
  return {
    name: 'latchkey:compiled-guide',
    transform(code, id) {
      if (!id.endsWith('.md')) return null
      const guide = compileGuide(relative(import.meta.dirname, id), code)
      return { code: `export const guide = ${JSON.stringify(guide)}`, map: null, moduleType: 'js' }
    },
  }
}

type Catalogue = { messages: Record<string, unknown> }

/** Leaves of the catalogues what the script names: it holds one page of the panel, and all languages, so that none is ever fetched. */
function ownMessagesOnly(): Plugin {
  const catalogues = new Map<string, Catalogue['messages']>()
  return {
    name: 'latchkey:own-messages-only',
    apply: 'build',
    enforce: 'post',
    async transform(code, id) {
      if (!id.endsWith('.po')) return null
      const name = `LATCHKEY_MESSAGES_${catalogues.size}`
      const { messages }: Catalogue = await import(`data:text/javascript,${encodeURIComponent(code)}`)
      catalogues.set(name, messages)
      return { code: `export const messages = ${name}`, map: null }
    },
    renderChunk(code) {
      const named = new Set(all(code, /["'`]([\w.+/=-]+)["'`]/g))
      return code.replace(/LATCHKEY_MESSAGES_\d+/g, (name) => {
        const own = Object.entries(catalogues.get(name) ?? {}).filter(([id]) => named.has(id))
        return JSON.stringify(Object.fromEntries(own))
      })
    },
  }
}

/** A browser asks in the order of the page, and draws nothing without the style sheet. */
function styleSheetFirst(): Plugin {
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

/**
 * The one script that the first paint waits for is minified, and named after what is in it, as all others are: a browser then asks for
 * it once.
 */
function hashedBeforePaint(): Plugin {
  let folder = ''
  return {
    name: 'latchkey:hashed-before-paint',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir
    },
    closeBundle: {
      sequential: true,
      async handler() {
        const [page, plain] = [join(folder, 'index.html'), join(folder, 'before-paint.js')]
        const { code } = await minify('before-paint.js', readFileSync(plain, 'utf8'))
        const hashed = `assets/before-paint-${createHash('sha256').update(code).digest('base64url').slice(0, 8)}.js`
        writeFileSync(join(folder, hashed), code)
        rmSync(plain)
        writeFileSync(page, readFileSync(page, 'utf8').replace('"/before-paint.js"', `"/${hashed}"`))
      },
    },
  }
}

/** In a list of names, as in `import { n as e, t } from …`: each name, and what stands for it. */
function withNames(list: string, write: (name: string, other: string) => string): string {
  const pairs = list.split(',').map((one) => one.split(' as '))
  return pairs.map(([name = '', other = name]) => write(name, other)).join(',')
}

const inPackages = (name: string): string => `bundlerRuntime_${name}`

/** @returns the script that has the bundler's lines in place of the import of them, and names them to others. */
function withRuntime(script: string, imports: RegExp, runtime: string): string {
  const [, code = '', exported = ''] = /^(.*)export\{([^}]*)\};?\s*$/s.exec(runtime) ?? []
  const returned = withNames(exported, (here, name) => `${name}:${here}`)
  const taken = withNames(exported, (_, name) => `${name}:${inPackages(name)}`)
  const named = withNames(exported, (_, name) => inPackages(name))
  return script.replace(imports, (_, list: string) => {
    const own = withNames(list, (name, here) => `${here}=${inPackages(name)}`)
    return `var{${taken}}=(()=>{${code}return{${returned}}})(),${own};export{${named}};`
  })
}

/**
 * The bundler puts its own few lines, which each script needs, into a script for themselves. They move into `packages`, which each page
 * loads first as well: one request fewer. Whatever is in them is in the name of `packages` too, which named their file.
 */
function runtimeInPackages(): Plugin {
  let folder = ''
  return {
    name: 'latchkey:runtime-in-packages',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir
    },
    closeBundle: {
      sequential: true,
      handler() {
        const assets = join(folder, 'assets')
        const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))
        const runtime = scripts.find((name) => name.startsWith('rolldown-runtime-'))
        const packages = scripts.find((name) => name.startsWith('packages-'))
        if (runtime === undefined || packages === undefined) throw new Error('the bundle has no runtime or no packages')
        const code = readFileSync(join(assets, runtime), 'utf8')
        const imports = new RegExp(`import\\{([^}]*)\\}from"\\./${runtime}";`)
        for (const name of scripts) {
          const script = readFileSync(join(assets, name), 'utf8')
          const moved =
            name === packages
              ? withRuntime(script, imports, code)
              : script.replace(imports, (_, list: string) => {
                  const names = withNames(list, (theirs, here) => `${inPackages(theirs)} as ${here}`)
                  return `import{${names}}from"./${packages}";`
                })
          if (moved.includes(runtime)) throw new Error(`${name} still asks for the bundler's lines`)
          writeFileSync(join(assets, name), moved)
        }
        rmSync(join(assets, runtime))
        const page = join(folder, 'index.html')
        writeFileSync(page, readFileSync(page, 'utf8').replace(new RegExp(` *<link [^>]*${runtime}">\\n`), ''))
        const manifest = join(folder, '.vite/manifest.json')
        const chunks: Record<string, { imports?: string[] }> = JSON.parse(readFileSync(manifest, 'utf8'))
        delete chunks[`_${runtime}`]
        for (const chunk of Object.values(chunks))
          if (chunk.imports) chunk.imports = chunk.imports.filter((name) => name !== `_${runtime}`)
        writeFileSync(manifest, JSON.stringify(chunks, null, 2))
      },
    },
  }
}

/** What is text. Pictures and fonts are compressed as they are. */
const COMPRESSIBLE = /\.(js|css|html|json|svg|webmanifest|txt)$/

const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)]

async function compress(path: string): Promise<void> {
  const bytes = readFileSync(path)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  const encoded = {
    br: await toBrotli(bytes, { params }),
    gz: await toGzip(bytes, { level: constants.Z_BEST_COMPRESSION }),
  }
  for (const [ending, smaller] of Object.entries(encoded))
    if (smaller.length < bytes.length) writeFileSync(`${path}.${ending}`, smaller)
}

/** Writes each file once more as `.br` and `.gz`, as small as can be: the gateway sends them as they are. */
function precompressed(): Plugin {
  let folder = ''
  return {
    name: 'latchkey:precompressed',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir
    },
    closeBundle: {
      sequential: true,
      async handler() {
        const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        const texts = names.filter((name) => COMPRESSIBLE.test(name) && !name.startsWith('.vite'))
        // on as many cores as there are
        await Promise.all(texts.map((name) => compress(join(folder, name))))
      },
    },
  }
}

type ModuleInfo = { isEntry: boolean; importers: string[]; dynamicImporters: string[] }
type InfoOf = (id: string) => ModuleInfo | null

/** The modules that bring this one with them when they are opened: the entry, and whatever is imported lazily. */
function openersOf(id: string, infoOf: InfoOf, seen = new Set<string>()): string[] {
  const info = infoOf(id)
  if (info === null || seen.has(id)) return []
  seen.add(id)
  const isOpener = info.isEntry || info.dynamicImporters.length > 0
  return [...(isOpener ? [id] : []), ...info.importers.flatMap((importer) => openersOf(importer, infoOf, seen))]
}

/**
 * The script that a module goes into. What every page needs is in two. Beside them, each folder of `src/app` that is opened lazily is a
 * script of its own, unless a table below says otherwise; what several of them need is in `ui`. Few and large files compress better than
 * dozens of small ones, and need fewer requests.
 */
function scriptOf(id: string, infoOf: InfoOf): string | null {
  const openers = openersOf(id, infoOf)
  if (openers.some((opener) => infoOf(opener)?.isEntry)) return id.includes('node_modules') ? 'packages' : 'panel'
  const scripts = new Set(openers.flatMap((opener) => scriptOfOpener(opener) ?? []))
  if (scripts.has('entry-form') && scripts.has('saved-key')) return 'panel'
  if (scripts.has('entry-form')) return 'entry-form'
  // what each call of the gateway needs, and no first screen
  if (openers.some((opener) => opener.endsWith('/app/routes.ts'))) return scripts.has('saved-key') ? 'panel' : 'routes'
  // on every page of an instance, so that it brings nothing but its own
  if (scripts.has('live')) return scripts.has('saved-key') ? 'panel' : 'live'
  if (scripts.has('loaded-last')) return scripts.has('saved-key') ? 'panel' : 'loaded-last'
  if (scripts.has('saved-key')) return 'saved-key'
  for (const script of ['saved-alerts', 'cause-words', 'key']) if (scripts.has(script)) return script
  const [only = null] = scripts
  if (scripts.size < 2) return only
  const shared = SHARED_SCRIPTS.find(({ between }) => [...scripts].every((script) => between.has(script)))
  return shared?.script ?? 'ui'
}

/** What is opened lazily, and does not go with the rest of its folder. */
const OPENED_APART: Record<string, string> = {
  '/domain/key.ts': 'key',
  '/app/open-pages.tsx': 'open-pages',
  '/shared/cause/cause-words.tsx': 'cause-words',
  '/shell/tab-warning.tsx': 'tab-warning',
  '/shell/palette/palette.tsx': 'palette',
  '/shell/palette/shortcut-list.tsx': 'palette',
  '/paste/inspection-summary.tsx': 'registration',
  '/paste/highlighted-copy.tsx': 'registration',
  '/paste/guessed-places.tsx': 'registration',
  '/shell/page-code.tsx': 'loaded-last',
  '/shell/top-tools.tsx': 'loaded-last',
  '/shell/side-help.tsx': 'loaded-last',
  '/shell/instance-count.tsx': 'loaded-last',
  '/subscription/unlock-list.tsx': 'loaded-last',
  '/ui/copy-icon.tsx': 'loaded-last',
  '/shell/sign-out-question.tsx': 'session',
  '/instances/new-instance-page.tsx': 'settings',
  '/entry/entry-form.tsx': 'entry-form',
  '/saved/saved-key.tsx': 'saved-key',
  '/saved/saved-alerts.tsx': 'saved-alerts',
  '/shared/entry/': 'registration',
  '/shared/also-saved-for.tsx': 'registration',
  '/shared/managed-note.tsx': 'registration',
  '/shared/write-again.tsx': 'registration',
  '/verdict/prove-now.tsx': 'registration',
  '/connection/add-instance.tsx': 'settings',
}

/** Folders that share a script: what any page may open. */
const OPENED_TOGETHER: Record<string, string> = {
  shared: 'ui',
  shell: 'ui',
}

/** What only these scripts share goes into one of them, or into one of its own. */
const SHARED_SCRIPTS = [
  // lists of thousands
  { script: 'lists', between: new Set(['instances', 'marketplace']) },
  // the steps of a diagnosis
  { script: 'diagnosis', between: new Set(['diagnosis', 'settings', 'open-pages']) },
]

/** null for what is no part of a page, as a catalogue. */
function scriptOfOpener(id: string): string | null {
  const apart = Object.keys(OPENED_APART).find((name) => id.includes(name))
  if (apart !== undefined) return OPENED_APART[apart] ?? null
  const folder = /\/src\/app\/([\w-]+)\/.*\.tsx?$/.exec(id)?.[1]
  return folder === undefined ? null : (OPENED_TOGETHER[folder] ?? folder)
}

/** Queries that go on for ever, which no page has: the package takes in what they need for any query. */
const INFINITE_QUERIES = /\/query-core\/build\/modern\/infiniteQueryBehavior\.js$/

function withoutInfiniteQueries(): Plugin {
  return {
    name: 'latchkey:without-infinite-queries',
    apply: 'build',
    enforce: 'pre',
    load: (id) =>
      INFINITE_QUERIES.test(id)
        ? `export function infiniteQueryBehavior() { throw new Error('built without infinite queries') }
           export const hasNextPage = infiniteQueryBehavior, hasPreviousPage = infiniteQueryBehavior`
        : null,
  }
}

/** One page for any file server, in a folder of its own: one script, addresses relative to the page. */
const ALONE = {
  root: 'src/app/check-key',
  base: './',
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL('dist/check-key', import.meta.url)),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: false } },
  },
} as const

/** What each page loads before anything else, so that no script need ask for it again. */
const ON_EVERY_PAGE = /^assets\/(packages|index|rolldown-runtime)-[\w-]+\.(js|css)$/

const PANEL = {
  // scripts find each other wherever they are served; the gateway puts its base path into the page itself
  experimental: {
    renderBuiltUrl: (name: string, { hostType }: { hostType: string }) =>
      hostType === 'html' ? `/${name}` : { relative: true },
  },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    manifest: true,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_: string, names: string[], { hostType }: { hostType: string }) =>
        hostType === 'html' ? names : names.filter((name) => !ON_EVERY_PAGE.test(name)),
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: (id: string, context: { getModuleInfo: InfoOf }) =>
                scriptOf(id, (name) => context.getModuleInfo(name)),
            },
          ],
        },
      },
    },
  },
}

/** What the gateway draws the first screen with: React and the words of all languages, in files of its own. */
const FIRST_SCREEN = {
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true },
  build: {
    ssr: 'src/app/first-screen.tsx',
    outDir: 'dist/first-screen',
    emptyOutDir: true,
    target: 'node20',
    minify: true,
  },
} as const

const MODES: Record<string, typeof ALONE | typeof FIRST_SCREEN | undefined> = {
  'check-key': ALONE,
  'first-screen': FIRST_SCREEN,
}

export default defineConfig(({ mode }) => ({
  ...(MODES[mode] ?? PANEL),
  plugins: [
    oneFilePerIcon(),
    withoutInfiniteQueries(),
    compiledGuide(),
    linguiMacro(),
    lingui({ configPath: linguiConfigFile }),
    react(),
    purgedCss(),
    recordPackages(mode === 'check-key' || mode === 'first-screen' ? mode : 'app'),
    ...(mode === 'check-key'
      ? [ownMessagesOnly()]
      : mode === 'first-screen'
        ? []
        : [styleSheetFirst(), hashedBeforePaint(), runtimeInPackages(), precompressed()]),
  ],
  // React has had this hook of its own since version 18; wouter's stand-in for older ones is dead weight
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  test: {
    ...DEADLINES,
    // a file leaves nothing behind for the next one: `npm run test:unit -- --sequence.shuffle.files` proves that in any order
    isolate: false,
    experimental: { fsModuleCache: true },
    // the machine's own extra issuers are no part of any test
    env: { NODE_EXTRA_CA_CERTS: '' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.spec.{ts,tsx}', 'e2e/real-glpi/*.spec.ts'],
          exclude: [OF_GATEWAY, STARTS_PROGRAMS, NEEDS_POSTGRES, OF_PACKAGES],
          // many of them wait for a deadline, so that more than there are cores are done sooner
          maxWorkers: 3,
          env: ON_SQLITE,
        },
      },
      {
        extends: true,
        test: {
          name: 'gateway',
          include: [OF_GATEWAY],
          exclude: [STARTS_PROGRAMS, NEEDS_POSTGRES],
          maxWorkers: 3,
          env: ON_SQLITE,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ON_POSTGRES,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          globalSetup: ON_POSTGRES.length > 0 ? ['src/server/testing/postgres-setup.ts'] : [],
        },
      },
      {
        extends: true,
        // after the others, with as many workers as there are cores
        test: {
          name: 'programs',
          include: [STARTS_PROGRAMS],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          env: ON_SQLITE,
        },
      },
      {
        extends: true,
        test: {
          name: 'packages',
          include: process.env['LATCHKEY_PACKAGES'] ? [OF_PACKAGES] : [],
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
          globalSetup: ['src/packaging/testing/packages-setup.ts'],
        },
      },
    ],
  },
}))
