import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { types, transformAsync, type PluginObj } from '@babel/core'
import macro from '@lingui/babel-plugin-lingui-macro'
import { getConfig } from '@lingui/conf'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { PurgeCSS } from 'purgecss'
import type { Plugin } from 'vite'
import { DEADLINES } from './src/bin/deadlines.ts'
import { defineConfig } from 'vitest/config'

/** The specs that build and start the command line as it is shipped. */
const STARTS_PROGRAMS = 'src/**/*.process.spec.ts'

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
    attributes: { names: ['data-bs-theme', ...all(source, /([\w-]+)=/g)], values: all(source, /['"]([\w-]+)['"]/g) },
    ids: [],
    undetermined: [],
  }
}

const sources = () =>
  readdirSync('src/app', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ raw: readFileSync(`src/app/${name}`, 'utf8'), extension: 'tsx' }))

/** Drops the nine tenths of Tabler's CSS that nothing here names; after `@import` is inlined, before it is hashed. */
function purgedCss(): Plugin {
  return {
    name: 'latchkey:purged-css',
    apply: 'build',
    async transform(code, id) {
      if (!id.endsWith('.css')) return null
      let css = code
      // a variable may be used by nothing but a variable that is dropped
      for (let before = ''; before !== css;) {
        before = css
        const [purged] = await new PurgeCSS().purge({
          content: sources(),
          css: [{ raw: css }],
          defaultExtractor: namesIn,
          variables: true,
          keyframes: true,
        })
        css = purged?.css ?? css
      }
      return { code: css, map: null }
    },
  }
}

/** What is text. Pictures and fonts are compressed as they are. */
const COMPRESSIBLE = /\.(js|css|html|json|svg|webmanifest|txt)$/

/** Writes each file once more as `.br` and `.gz`, as small as can be: the gateway sends them as they are. */
function precompressed(): Plugin {
  let folder = ''
  return {
    name: 'latchkey:precompressed',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!COMPRESSIBLE.test(name) || name.startsWith('.vite')) continue
        const path = join(folder, name)
        const bytes = readFileSync(path)
        const encoded = {
          br: brotliCompressSync(bytes, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
              [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
              [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
              [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
            },
          }),
          gz: gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }),
        }
        for (const [ending, smaller] of Object.entries(encoded))
          if (smaller.length < bytes.length) writeFileSync(`${path}.${ending}`, smaller)
      }
    },
  }
}

type ModuleInfo = { isEntry: boolean; importers: string[] }
type InfoOf = (id: string) => ModuleInfo | null

/** Whether a module is loaded together with one that `isRoot`. */
function isLoadedWith(isRoot: (id: string) => boolean, id: string, infoOf: InfoOf, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false
  seen.add(id)
  return isRoot(id) || (infoOf(id)?.importers ?? []).some((importer) => isLoadedWith(isRoot, importer, infoOf, seen))
}

/**
 * The script that a module goes into: what every page needs in two; then one for the box for a key, one for a saved key, and one for
 * each group of pages and parts that are opened together. Few and large files compress better than dozens of small ones, and need
 * fewer requests.
 */
function scriptOf(id: string, infoOf: InfoOf): string | null {
  const isLoadedBy = (name: string) => isLoadedWith((root) => root.endsWith(name), id, infoOf)
  if (isLoadedWith((root) => infoOf(root)?.isEntry ?? false, id, infoOf)) {
    return id.includes('node_modules') ? 'packages' : 'panel'
  }
  const isOfSaved = isLoadedBy('/saved-key.tsx') || isLoadedBy('/saved-alerts.tsx')
  const isOfEntry = isLoadedBy('/entry-form.tsx')
  if (isOfEntry && isOfSaved) return 'panel'
  if (isOfEntry) return 'entry-form'
  // what is loaded for a paste as well stays apart, or a paste would load all of a saved key
  if (isOfSaved) return isLoadedBy('/inspection-summary.tsx') ? 'panel' : 'saved-key'
  const scripts = Object.keys(OPENED_TOGETHER).filter((script) => OPENED_TOGETHER[script]?.some(isLoadedBy))
  const [first = null, second] = scripts
  if (second === undefined || first === 'cause-words' || first === 'key') return first
  if (scripts.every((script) => HAVE_LISTS.has(script))) return 'lists'
  return scripts.every((script) => SHOW_RUNS.has(script)) ? 'diagnosis' : 'ui'
}

/** What these alone share draws lists of thousands. */
const HAVE_LISTS = new Set(['instances', 'marketplace'])

/** What these alone share goes with the diagnosis: all of them show its steps. */
const SHOW_RUNS = new Set(['diagnosis', 'settings', 'open-pages'])

/** The scripts beside those of the registration page, by the modules that open them. What several of them need is in `ui`. */
const OPENED_TOGETHER: Record<string, string[]> = {
  'cause-words': ['/shared/cause/cause-words.tsx'],
  key: ['/domain/key.ts'],
  // small, so that a sign-in link is spent as early as can be
  session: ['/session/sign-in-page.tsx', '/session/sign-in-card.tsx'],
  ui: [
    '/shell/not-found-page.tsx',
    '/shell/translation/translated-note.tsx',
    '/shared/changed-question.tsx',
    '/shared/refusal-message.tsx',
  ],
  registration: [
    '/entry/highlighted-copy.tsx',
    '/entry/inspection-summary.tsx',
    '/entry/real-key.tsx',
    '/entry/guessed-places.tsx',
    '/entry/not-saved.tsx',
    '/entry/check-outcome.tsx',
    '/entry/replace-question.tsx',
    '/saved/remove-question.tsx',
    '/saved/former-keys.tsx',
    '/saved/glpi-card.tsx',
    '/saved/managed-note.tsx',
    '/saved/open-plugins.tsx',
  ],
  history: ['/history/history-page.tsx'],
  diagnosis: ['/diagnosis/diagnosis-page.tsx', '/diagnosis/report-panel.tsx'],
  settings: ['/settings/settings-page.tsx', '/instances/new-instance-page.tsx'],
  instances: ['/instances/instances-page.tsx'],
  marketplace: ['/marketplace/marketplace-page.tsx'],
  'tab-warning': ['/shell/tab-warning.tsx'],
  'open-pages': [
    '/causes/causes-page.tsx',
    '/causes/cause-page.tsx',
    '/support/open-report-page.tsx',
    '/which-key/which-key-page.tsx',
  ],
}

export default defineConfig({
  plugins: [
    oneFilePerIcon(),
    linguiMacro(),
    lingui({ configPath: linguiConfigFile }),
    react(),
    purgedCss(),
    precompressed(),
  ],
  // React has had this hook of its own since version 18; wouter's stand-in for older ones is dead weight
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: (id, context) => scriptOf(id, (name) => context.getModuleInfo(name)) }],
        },
      },
    },
  },
  test: {
    ...DEADLINES,
    // a file leaves nothing behind for the next one: `npm run test:unit -- --sequence.shuffle.files` proves that in any order
    isolate: false,
    experimental: { fsModuleCache: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.spec.{ts,tsx}', 'e2e/real-glpi/*.spec.ts'],
          exclude: [STARTS_PROGRAMS],
          // many of them wait for a deadline, so that more than there are cores are done sooner
          maxWorkers: 4,
        },
      },
      {
        extends: true,
        // after the others, with as many workers as there are cores
        test: { name: 'programs', include: [STARTS_PROGRAMS], maxWorkers: 2, sequence: { groupOrder: 1 } },
      },
    ],
  },
})
