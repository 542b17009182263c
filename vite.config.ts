import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { DEADLINES } from './src/bin/deadlines.ts'
import { isFullRun } from './src/bin/full-run.ts'
import { compileGuide } from './src/bin/guide.ts'
import { inlineBeforePaint, precompressed } from './src/bin/page-build/files.ts'
import { LINGUI_CONFIG, linguiMacro, ownMessagesOnly } from './src/bin/page-build/messages.ts'
import {
  ON_EVERY_PAGE,
  oneFilePerIcon,
  scriptOf,
  withoutInfiniteQueries,
  type InfoOf,
} from './src/bin/page-build/scripts.ts'
import { purgedCss, styleSheetFirst } from './src/bin/page-build/style-sheets.ts'
import { putTemporaryFilesInMemory } from './src/bin/temporary-folder.ts'
import { recordPackages } from './src/packaging/record-packages.ts'
import { postgresPrograms } from './src/server/testing/postgres-cluster.ts'

/** The specs that build and start the command line as it is shipped. */
const STARTS_PROGRAMS = 'src/**/*.process.spec.ts'
/** What takes long, because it kills programs, cuts connections, sends requests or lets days of outage pass, again and again. */
const LONG = [
  '**/*crash.process.spec.ts',
  '**/*-killed.{,process.}spec.ts',
  '**/{care,full-disk,leaks}.process.spec.ts',
  '**/{grace,outage}.postgres.spec.ts',
  '**/{fuzz,limits}.spec.ts',
]
/** Left to full runs. */
const NOT_SAMPLED = isFullRun ? [] : LONG
/** Most of these start a gateway with its store, and send requests to it. */
const OF_GATEWAY = 'src/server/**/*.spec.ts'
/** The specs of what is released: it is built first, which takes a minute. */
const OF_PACKAGES = 'src/packaging/**/*.package.spec.ts'
const NEEDS_POSTGRES = 'src/**/*.postgres.spec.ts'

/** In a run of all projects at once, the cluster that is started for the specs on PostgreSQL is for these alone. */
const ON_SQLITE = { LATCHKEY_TEST_POSTGRES: '' }

/** What is run on PostgreSQL once more. In a full run, more of it: among others the specs that write by every route. */
const ON_BOTH = ['sign-in', ...(isFullRun ? ['events', 'history', 'api', 'audit-routes', 'preconditions'] : [])]

/** Specs that need PostgreSQL, and others that are run on it once more. Not where it is not installed. */
const ON_POSTGRES =
  postgresPrograms() === undefined ? [] : [NEEDS_POSTGRES, ...ON_BOTH.map((name) => `src/server/${name}.spec.ts`)]

putTemporaryFilesInMemory()

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
    lingui({ configPath: LINGUI_CONFIG }),
    react(),
    purgedCss(),
    recordPackages(mode === 'check-key' || mode === 'first-screen' ? mode : 'app'),
    ...(mode === 'check-key'
      ? [ownMessagesOnly()]
      : mode === 'first-screen'
        ? []
        : [styleSheetFirst(), inlineBeforePaint(), precompressed()]),
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
          exclude: [STARTS_PROGRAMS, NEEDS_POSTGRES, ...NOT_SAMPLED],
          maxWorkers: 3,
          env: ON_SQLITE,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ON_POSTGRES,
          exclude: NOT_SAMPLED,
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
          exclude: NOT_SAMPLED,
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
