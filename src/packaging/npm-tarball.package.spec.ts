import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { startSandbox } from '#sandbox/server.ts'
import { onPath } from '../bin/peers.mjs'
import { runNpm } from './run-npm.ts'

const MEGABYTE = 1_000_000

/** A machine that has a shell, Node and npm, and nothing else: no settings, no cache, no other program on its PATH. */
let machine: string
let env: Record<string, string>
let tarball: string
let latchkey: string

beforeAll(async () => {
  machine = mkdtempSync(join(tmpdir(), 'latchkey-machine-'))
  for (const folder of ['bin', 'home', 'cache', 'installed', 'elsewhere']) mkdirSync(join(machine, folder))
  symlinkSync(process.execPath, join(machine, 'bin/node'))
  symlinkSync(onPath('sh') ?? '', join(machine, 'bin/sh'))
  symlinkSync(npmProgram(), join(machine, 'bin/npm'))
  symlinkSync(join(dirname(npmProgram()), 'npx-cli.js'), join(machine, 'bin/npx'))
  env = {
    PATH: join(machine, 'bin'),
    HOME: join(machine, 'home'),
    npm_config_cache: join(machine, 'cache'),
    // where this machine gets its packages
    npm_config_registry: runNpm(['config', 'get', 'registry']).stdout.trim(),
    NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'] ?? '',
  }
  tarball = join(inject('packagedIn'), 'dist/packages/latchkey-0.1.0.tgz')
  await promisify(execFile)('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball], {
    cwd: join(machine, 'installed'),
    env,
  })
  latchkey = join(machine, 'installed/node_modules/.bin/latchkey')
})
afterAll(() => rmSync(machine, { recursive: true, force: true }))

function npmProgram(): string {
  if (process.env['npm_execpath']) return process.env['npm_execpath']
  const folder = (process.env['PATH'] ?? '').split(':').find((path) => readdirOf(path).includes('npm'))
  return realpathSync(join(folder ?? '', 'npm'))
}

function readdirOf(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

const run = (args: string[], input = '', more: Record<string, string> = {}) =>
  execFileSync(latchkey, args, { cwd: join(machine, 'elsewhere'), env: { ...env, ...more }, input, encoding: 'utf8' })

/** The size of all files below a folder, in bytes. */
function sizeOf(folder: string): number {
  const below = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return below.reduce((sum, name) => {
    const stat = lstatSync(join(folder, name))
    return sum + (stat.isFile() ? stat.size : 0)
  }, 0)
}

test('the tarball holds the program, the page and the licences, and no source, spec or map', () => {
  const names = execFileSync('tar', ['--list', '--gzip', '--file', tarball], { encoding: 'utf8' }).trim().split('\n')
  /** The page's pictures and texts, and what is named after its content, as one kind each. */
  const kindOf = (name: string) =>
    name
      .replace(/^package\//, '')
      .replace(/(?<=\/assets\/)[^/]+?(?=(\.\w+)+$)/, '*')
      .replace(/(?<=^dist\/app\/)[\w-]+(?=\.(svg|txt|yaml|json|webmanifest|html))/, '*')
  expect([...new Set(names.map(kindOf))].toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/app/*.html',
    'dist/app/*.html.br',
    'dist/app/*.html.gz',
    'dist/app/*.svg',
    'dist/app/*.svg.br',
    'dist/app/*.svg.gz',
    'dist/app/*.txt',
    'dist/app/*.webmanifest',
    'dist/app/*.webmanifest.br',
    'dist/app/*.webmanifest.gz',
    'dist/app/*.yaml',
    'dist/app/.vite/manifest.json',
    'dist/app/assets/*.css',
    'dist/app/assets/*.css.br',
    'dist/app/assets/*.css.gz',
    'dist/app/assets/*.js',
    'dist/app/assets/*.js.br',
    'dist/app/assets/*.js.gz',
    'dist/app/fleet.schema.json',
    'dist/app/fleet.schema.json.br',
    'dist/app/fleet.schema.json.gz',
    'dist/check-key/assets/*.css',
    'dist/check-key/assets/*.js',
    'dist/check-key/assets/*.svg',
    'dist/check-key/index.html',
    'dist/first-screen/assets/*.js',
    'dist/first-screen/first-screen.js',
    'dist/latchkey/assets/*.js',
    'dist/latchkey/main.js',
    'dist/latchkey/serve-alone.js',
    'dist/latchkey/world.js',
    'package.json',
    'src/bin/latchkey.mjs',
    'src/bin/old-node.mjs',
  ])
})

test('it is small, and so is what is installed with it', () => {
  expect(statSync(tarball).size).toBeLessThan(5 * MEGABYTE)
  const installed = join(machine, 'installed/node_modules')
  expect(sizeOf(installed)).toBeLessThan(60 * MEGABYTE)
  const packages = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(@[^/]+\/)?[^/]+\/package\.json$/.test(path))
    .map((path) => path.replace('/package.json', ''))
  expect(packages.filter((name) => !name.startsWith('@libsql/')).toSorted()).toEqual([
    '@pinojs/redact',
    'atomic-sleep',
    'latchkey',
    'on-exit-leak-free',
    'pino',
    'pino-abstract-transport',
    'pino-std-serializers',
    'process-warning',
    'quick-format-unescaped',
    'real-require',
    'safe-stable-stringify',
    'sonic-boom',
    'split2',
    'thread-stream',
  ])
  // one for this machine; npm takes that of musl as well
  expect(packages.filter((name) => name.startsWith('@libsql/')).length).toBeLessThan(3)
})

test('no package that is installed with it wants to run a script', () => {
  const { packages }: { packages: Record<string, { hasInstallScript?: boolean }> } = JSON.parse(
    readFileSync(join(machine, 'installed/node_modules/.package-lock.json'), 'utf8'),
  )
  expect(Object.keys(packages).length).toBeGreaterThan(10)
  expect(Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
})

test('tells its version and commit', () => {
  expect(run(['--version'])).toMatch(/^0\.1\.0 \(commit [0-9a-f]{12}(\+changes)?\)\n$/)
})

/** As the documents give it. A path that begins with a dot is looked for beside the next `node_modules` above. */
const TRIED_BY_NPX = 'npx --yes --package="$PWD/latchkey-0.1.0.tgz" latchkey serve'

test.each(['of its own', 'below one with a node_modules'])('npx runs it from a folder %s', (where) => {
  expect(readFileSync(new URL('../docs/install.md', import.meta.url), 'utf8')).toContain(`\n${TRIED_BY_NPX}\n`)
  const folder = join(machine, where, 'tried here')
  mkdirSync(folder, { recursive: true })
  if (where !== 'of its own') mkdirSync(join(machine, where, 'node_modules'))
  copyFileSync(tarball, join(folder, 'latchkey-0.1.0.tgz'))
  const output = execFileSync('sh', ['-c', TRIED_BY_NPX.replace(/serve$/, '--version')], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  expect(output).toMatch(/^0\.1\.0 \(commit [0-9a-f]{12}(\+changes)?\)\n$/)
})

test('reads a key, in another language', () => {
  const key = sandboxKey('standard')
  expect(run(['inspect', '--lang', 'de'], `${key}\n`)).toContain('Vollständiger Schlüssel')
  expect(run(['clean'], `  ${key}\n`)).toBe(`${key}\n`)
})

test('tests the path to GLPI Network', async () => {
  const sandbox = await startSandbox({ port: 0 })
  onTestFinished(() => sandbox.close())
  const child = spawn(latchkey, ['doctor', '--services', sandbox.url], {
    cwd: join(machine, 'elsewhere'),
    env,
    stdio: 'pipe',
  })
  child.stdin.end(sandboxKey('standard'))
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) lines.push(line)
  expect(lines[0]).toMatch(/^diagnosis \w{16} of http:\/\/127\.0\.0\.1:\d+$/)
  expect(lines).toContain('No problem was found: GLPI Network answers this machine and accepts the key.')
})

test('serves the panel from any folder, with its data there', async () => {
  const elsewhere = join(machine, 'elsewhere')
  const child = spawn(latchkey, ['serve'], {
    cwd: elsewhere,
    env: { ...env, LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(async () => {
    child.kill()
    if (child.exitCode === null) await once(child, 'exit')
  })
  let link: URL | undefined
  for await (const line of createInterface(child.stdout)) {
    const [found] = /http:\/\/\S+#token=\S+/.exec(line) ?? []
    if (found === undefined) continue
    link = new URL(found)
    break
  }
  if (!link) throw new Error('It printed no link.')
  const page = await fetch(new URL('/', link))
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
  const [script = ''] = /(?<=<script type="module"[^>]* src=")[^"]+/.exec(await page.text()) ?? []
  expect((await fetch(new URL(script, link))).status).toBe(200)
  const health = await fetch(new URL('/api/health', link))
  expect(health.status).toBe(200)
  expect(await health.json()).toMatchObject({ status: 'ok', version: '0.1.0' })
  expect(readdirSync(join(elsewhere, 'data'))).toEqual(expect.arrayContaining(['latchkey.key', 'latchkey.sqlite']))
})
