// Makes what a script needs, and only when it is missing or old: `deps`, `build`, `chromium`, `peers`.
// Plain JavaScript on Node's own modules: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { oldNode } from './old-node.mjs'
import { foundPeers, missingPeers, onPath } from './peers.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
process.chdir(root)

const STAMPS = 'node_modules/.cache/latchkey'

/** Messages go to stderr: the command that follows owns stdout. */
const say = (line) => process.stderr.write(`${line}\n`)

function fail(sentence) {
  say(sentence)
  process.exit(1)
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths) hash.update(path).update('\0').update(readFileSync(path))
  return hash.digest('hex')
}

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(spec|long)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .toSorted()

const isFresh = (name, hash) => existsSync(`${STAMPS}/${name}`) && readFileSync(`${STAMPS}/${name}`, 'utf8') === hash

function stamp(name, hash) {
  mkdirSync(STAMPS, { recursive: true })
  writeFileSync(`${STAMPS}/${name}`, hash)
}

function run(command, args, sentence) {
  // stdout of the tools goes to stderr as well, for the reason above
  const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 2] })
  if (status !== 0) fail(sentence)
}

function npm(args, sentence) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('.js')) run(process.execPath, [cli, ...args], sentence)
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, sentence)
}

function deps() {
  const hash = hashOf(['package-lock.json'])
  if (isFresh('deps', hash)) return
  say('Installing what Latchkey needs (about half a minute, once) ...')
  // NODE_ENV=production would leave out what builds the page
  npm(
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    'The packages could not be installed; npm says why above.',
  )
  stamp('deps', hash)
}

function build() {
  const sources = [
    ...filesIn('src'),
    ...filesIn('public'),
    'README.md',
    'CHANGELOG.md',
    'index.html',
    'vite.config.ts',
    'package.json',
    'package-lock.json',
  ]
  const hash = hashOf(sources)
  if (
    isFresh('build', hash) &&
    existsSync('dist/latchkey/main.js') &&
    existsSync('dist/app/index.html') &&
    existsSync('dist/check-key/index.html')
  )
    return
  say('Building the page and the gateway ...')
  rmSync(`${STAMPS}/build`, { force: true })
  npm(['run', '--silent', 'build'], 'The build failed; it says why above.')
  stamp('build', hash)
}

/** First the Chromium that has no window at all: the same engine, and a quarter less work for it. */
const browserOnPath = () =>
  onPath('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')

function playwrightsOwn() {
  const require = createRequire(join(root, 'package.json'))
  const path = require('playwright').chromium.executablePath()
  return existsSync(path) ? path : undefined
}

function downloaded() {
  say("Looking for a browser: Playwright's own download ...")
  const cli = join(root, 'node_modules/playwright/cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2], timeout: 300_000 })
  return playwrightsOwn()
}

/** Waits for another package manager at work, such as the one that a new machine starts by itself. */
const apt = (...args) =>
  spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=600', ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })

const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

function fromDebian() {
  if (!mayInstall()) return undefined
  say(
    'The browser tests need Chromium. You are root on Debian, so this installs its package with apt-get, and it stays.',
  )
  apt('update', '-q')
  for (const name of ['chromium-headless-shell', 'chromium']) {
    apt('install', '-y', '-q', '--no-install-recommends', name)
    const path = browserOnPath()
    if (path) return path
  }
  return undefined
}

/** Leaves the browser's path where playwright.config.ts reads it. */
function chromium() {
  const asked = process.env.CHROMIUM_PATH
  if (asked && !existsSync(asked)) fail(`CHROMIUM_PATH is ${asked}, and there is no such file.`)
  const path = asked ?? browserOnPath() ?? playwrightsOwn() ?? downloaded() ?? fromDebian()
  if (!path)
    fail('The end-to-end tests need Chromium, and none could be found or installed: install it, or set CHROMIUM_PATH.')
  stamp('chromium', path)
}

/** Debian's own switch, which its services look at (ssh.service, ConditionPathExists): the program is wanted, not a server that listens. */
function keepFromStarting() {
  mkdirSync('/etc/ssh', { recursive: true })
  writeFileSync('/etc/ssh/sshd_not_to_be_run', '')
}

/** The same for PostgreSQL: its programs are wanted, not a database that is there for good. */
function keepFromMakingCluster() {
  mkdirSync('/etc/postgresql-common', { recursive: true })
  writeFileSync('/etc/postgresql-common/createcluster.conf', 'create_main_cluster = false\n')
}

/** Leaves the paths where e2e/rig/parts.ts reads them. What cannot be had is left out: the tests that need it say so. */
function peers() {
  const packages = [...new Set(missingPeers().map((peer) => peer.debian))]
  if (packages.length > 0 && mayInstall()) {
    say(
      'The tests run Latchkey against real servers, proxies and shells. You are root on Debian, so this installs them',
    )
    say(`with apt-get, and they stay installed: ${packages.join(', ')}.`)
    if (packages.includes('openssh-server')) {
      say('It also writes /etc/ssh/sshd_not_to_be_run, so that sshd does not start as a service.')
      keepFromStarting()
    }
    if (packages.includes('postgresql')) {
      say('It also writes /etc/postgresql-common/createcluster.conf, so that PostgreSQL makes and starts no database.')
      keepFromMakingCluster()
    }
    apt('update', '-q')
    apt('install', '-y', '-q', '--no-install-recommends', ...packages)
  }
  const names = missingPeers().map((peer) => `${peer.name} (Debian: ${peer.debian})`)
  if (names.length > 0) say(`Not here, so some tests will be skipped: ${names.join(', ')}.`)
  stamp('peers', JSON.stringify(foundPeers()))
}

const refusal = oldNode()
if (refusal !== undefined) fail(refusal)
const steps = { deps, build, chromium, peers }
for (const name of process.argv.slice(2)) {
  const step = steps[name]
  if (!step) fail(`ensure.mjs knows no step "${name}".`)
  step()
}
