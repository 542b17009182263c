import { fileURLToPath } from 'node:url'
import { lingui } from '@lingui/vite-plugin'
import { defineConfig } from 'vite'
import { builtFrom } from '../bin/commit.ts'
import { recordPackages } from '../packaging/record-packages.ts'

type ModuleInfo = { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] }
type InfoOf = (id: string) => ModuleInfo | null

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** All that is loaded with a module, or with what it loads later on. */
function reach(id: string, infoOf: InfoOf, next: (info: ModuleInfo) => readonly string[], found = new Set<string>()) {
  const info = infoOf(id)
  if (info === null || found.has(id)) return found
  found.add(id)
  for (const each of next(info)) reach(each, infoOf, next, found)
  return found
}

// written out, since knip finds a file by this expression alone
const LIBSQL_TARGET = fileURLToPath(new URL('native/libsql-target.ts', import.meta.url))
const NO_HTTP2 = fileURLToPath(new URL('native/no-http2.ts', import.meta.url))
const UNDICI_PARTS = fileURLToPath(new URL('native/undici-parts.mjs', import.meta.url))

/** In place of modules of which packages use next to nothing. */
export const STAND_INS = [
  { find: /^(@neon-rs\/load|detect-libc)$/, replacement: LIBSQL_TARGET },
  { find: 'node:http2', replacement: NO_HTTP2 },
]

/**
 * The file that a module of the gateway goes into. `serve` would else read 80 files before it answers, one after the other, because
 * every command shares something with it. What `inspect` needs stays apart: it is started once for each text. `doctor` has a file
 * of its own, so that its first line comes at once. What is answered first, and the page's own routes, are what `serve` reads first.
 */
function fileOf(infoOf: InfoOf): (id: string) => string | null {
  const loads = (id: string) => reach(id, infoOf, ({ importedIds }) => importedIds)
  const main = source('main.ts')
  const start = loads(main)
  const inspect = loads(source('commands/inspect.ts'))
  const run = loads(source('run.ts'))
  const doctor = loads(source('commands/doctor.ts'))
  const path = loads(source('../glpi-network/path/open.ts'))
  const startGateway = source('commands/start-gateway.ts')
  const gateway = loads(startGateway)
  const first = loads(source('commands/answer-first.ts'))
  const page = loads(source('../server/http/page-app.ts'))
  const answers = loads(source('commands/answer-requests.ts'))
  const commands = reach(source('run.ts'), infoOf, ({ importedIds, dynamicallyImportedIds }) =>
    [...importedIds, ...dynamicallyImportedIds].filter((id) => id !== startGateway),
  )
  return (id) => {
    // what it waits for would wait for it
    if (id === main || id === startGateway) return null
    if (start.has(id)) return 'start'
    if (inspect.has(id)) return gateway.has(id) || answers.has(id) ? 'start' : null
    // the page and undici ask for it, which are not loaded for each other
    if (id === NO_HTTP2) return 'start'
    const isOfEveryRun = doctor.has(id) || run.has(id)
    if (first.has(id) && !gateway.has(id)) return isOfEveryRun ? 'start' : 'first'
    if (page.has(id) && !gateway.has(id)) return 'page'
    if (!gateway.has(id) && !answers.has(id)) return path.has(id) ? 'path' : doctor.has(id) ? 'doctor' : null
    if (!commands.has(id)) return gateway.has(id) ? 'store' : 'answers'
    const isEarly = gateway.has(id)
    // its native code is not loaded where no store is opened
    if (/\/src\/(server|cli)\/|\/(libsql|kysely|@libsql|@neon-rs)\//.test(id)) return isEarly ? 'store' : 'records'
    if (isEarly) return isOfEveryRun ? 'start' : 'early'
    return isOfEveryRun ? 'shared' : 'schemas'
  }
}

let chosen: ((id: string) => string | null) | undefined

/** The command line and the gateway as one program: bundled, because loading 200 small files costs half the start-up. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  publicDir: false,
  define: { LATCHKEY_COMMIT: JSON.stringify(builtFrom()) },
  plugins: [
    lingui({ configPath: fileURLToPath(new URL('../app/lingui.config.ts', import.meta.url)) }),
    recordPackages('latchkey'),
  ],
  build: {
    // the program; the other two are what e2e/gateway-host.mjs runs many gateways with
    ssr: true,
    rolldownOptions: {
      input: ['src/cli/main.ts', 'src/cli/serve-alone.ts', 'src/cli/world.ts'],
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name(id: string, context: { getModuleInfo: InfoOf }) {
                chosen ??= fileOf((each) => context.getModuleInfo(each))
                return chosen(id)
              },
            },
          ],
        },
      },
    },
    outDir: 'dist/latchkey',
    emptyOutDir: true,
    target: 'node20',
    // a smaller program starts sooner; names stay for fault reports
    minify: true,
  },
  resolve: {
    alias: [...STAND_INS, { find: /^undici$/, replacement: UNDICI_PARTS }],
  },
  // libsql's native code stays in the package it comes in; pino is loaded at first use only
  ssr: { noExternal: true, external: ['pino'] },
})
