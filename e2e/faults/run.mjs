// `npm run test:faults`: the fault run, in a network, a resolver and a process table of its own where Linux allows that.
// Whatever becomes of the run, its processes, rules and addresses end with the namespaces, and its files with the folder.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const INSIDE = '--inside'
/** Every row by every asker, in place of a sample: what `npm run test:long` runs. */
const WHOLE = '--whole'
const root = fileURLToPath(new URL('../..', import.meta.url))
process.chdir(root)

const PARTS = 'node_modules/.cache/latchkey/peers'
const parts = existsSync(PARTS) ? JSON.parse(readFileSync(PARTS, 'utf8')) : {}
const ran = (command, ...args) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0

// as root of the machine, or of a user namespace where the machine lets everybody have one
const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user']
const namespaces = [...asRoot, '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']

/** What the C library reads before it asks anybody for a name. */
const ETC = {
  'resolv.conf': 'nameserver 127.0.0.53\n',
  hosts: '127.0.0.1 localhost\n::1 localhost\n127.9.9.9 pinned.test\n',
  'nsswitch.conf': 'hosts: files dns\n',
}

function furnish(folder) {
  if (!ran(parts.ip, 'link', 'set', 'lo', 'up')) throw new Error('the loopback of the namespace stays down')
  for (const [name, text] of Object.entries(ETC)) {
    writeFileSync(join(folder, name), text)
    if (existsSync(`/etc/${name}`)) ran('mount', '--bind', join(folder, name), `/etc/${name}`)
  }
}

function vitest(args, env) {
  const more = process.env.LATCHKEY_TEST_JSON
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${process.env.LATCHKEY_TEST_JSON}`]
    : []
  const program = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'e2e/faults/vitest.config.ts', ...more, ...args]
  return spawn(process.execPath, program, {
    stdio: 'inherit',
    // names that never resolve hold a thread each, and many rows wait for one at the same time
    env: { ...process.env, UV_THREADPOOL_SIZE: '64', ...env },
  })
}

function namespaced(folder, args) {
  const self = fileURLToPath(import.meta.url)
  const command = [...namespaces, process.execPath, self, INSIDE, folder, ...args]
  return spawn(parts.unshare, command, { stdio: 'inherit', env: { ...process.env, TMPDIR: folder } })
}

const endOf = (child) => new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))

const [first, ...rest] = process.argv.slice(2)
if (first === INSIDE) {
  const [folder, ...args] = rest
  furnish(folder)
  process.exitCode = await endOf(vitest(args, { LATCHKEY_NAMESPACE: 'own' }))
} else {
  const args = process.argv.slice(2).filter((arg) => arg !== WHOLE)
  if (process.argv.includes(WHOLE)) process.env.LATCHKEY_WHOLE = '1'
  mkdirSync('test-results', { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const own = parts.ip && parts.unshare && ran(parts.unshare, ...namespaces, 'true')
  const child = own ? namespaced(folder, args) : vitest(args, { TMPDIR: folder })
  // unshare itself heeds no signal but this one, with which everything in the namespaces ends
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(own ? 'SIGKILL' : signal))
  process.exitCode = await endOf(child)
  rmSync(folder, { recursive: true, force: true })
}
