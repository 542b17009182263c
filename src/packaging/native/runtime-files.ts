import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dependencies, version } from '../../../package.json'
import { BUNDLED_NODE, type Architecture } from './architectures.ts'

const CHECKOUT = join(import.meta.dirname, '../../..')
const CACHE = join(CHECKOUT, 'node_modules/.cache/latchkey')

type Locked = { version?: string; integrity?: string; dependencies?: Record<string, string> }

const LOCKED: Readonly<Record<string, Locked | undefined>> = JSON.parse(
  readFileSync(join(CHECKOUT, 'package-lock.json'), 'utf8'),
).packages

/** The packages that these need, by their places in node_modules. */
function closureOf(names: readonly string[], from = '', found = new Map<string, Locked>()): Map<string, Locked> {
  for (const name of names) {
    const place = placeOf(name, from)
    const entry = LOCKED[place]
    if (entry === undefined) throw new Error(`${name} is not in package-lock.json.`)
    if (found.has(place)) continue
    found.set(place, entry)
    closureOf(Object.keys(entry.dependencies ?? {}), place, found)
  }
  return found
}

/** As Node looks for it: the nearest node_modules first. */
function placeOf(name: string, from: string): string {
  const nested = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`
  if (LOCKED[nested] !== undefined || from === '') return nested
  return placeOf(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))))
}

/** A lock file of what runs, and of Node: npm then installs these bytes or nothing. */
function lockOf({ npm, nodeIntegrity }: Architecture) {
  const roots = {
    ...dependencies,
    [`@libsql/linux-${npm}-gnu`]: LOCKED[`node_modules/@libsql/linux-${npm}-gnu`]?.version,
  }
  const node = `node-linux-${npm}`
  const root = { name: 'latchkey-runtime', version, dependencies: { ...roots, [node]: BUNDLED_NODE } }
  const files = Object.fromEntries(closureOf(Object.keys(roots)))
  return {
    root,
    lock: {
      ...root,
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': root,
        ...files,
        [`node_modules/${node}`]: { version: BUNDLED_NODE, integrity: nodeIntegrity },
      },
    },
  }
}

/** What runs Latchkey, for a machine of this kind. */
export type RuntimeFiles = {
  /** The package of Node: `bin/node` and its licence. */
  node: string
  /** What Latchkey loads beside its own files. Node's own package is in it too. */
  nodeModules: string
}

/** Downloaded once by npm, which verifies every file. No script of a package is run. */
export function runtimeFiles(architecture: Architecture): RuntimeFiles {
  const { npm } = architecture
  const folder = join(CACHE, `runtime-${npm}`)
  const { root, lock } = lockOf(architecture)
  const text = JSON.stringify(lock, null, 2)
  const stamp = join(folder, 'installed.json')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== text) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify(root))
    writeFileSync(join(folder, 'package-lock.json'), text)
    install(folder)
    writeFileSync(stamp, text)
  }
  const nodeModules = join(folder, 'node_modules')
  return { node: join(nodeModules, `node-linux-${npm}`), nodeModules }
}

function install(folder: string): void {
  // by force, because the machine that builds may be of another kind
  const args = ['ci', '--force', '--ignore-scripts', '--no-bin-links', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env['npm_execpath']
  const [command, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm']
  const { status } = spawnSync(command ?? 'npm', [...first, ...args], { cwd: folder, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('What the packages bring with them could not be downloaded; npm says why above.')
}
