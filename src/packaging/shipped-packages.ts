import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RECORDS } from './record-packages.ts'

const ROOT = join(import.meta.dirname, '../..')

type Locked = {
  version: string
  license?: string
  integrity?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** A package that is in what we ship, or that npm installs with it. */
export type ShippedPackage = {
  name: string
  version: string
  /** its path in the checkout, as `node_modules/pg` */
  folder: string
  /** an SPDX expression; undefined where the package states none */
  license: string | undefined
  /** as in the lock file, `sha512-…` in base64 */
  integrity: string | undefined
  /** `bundled`: in our own files; `installed`: beside them; `optional`: beside them on its own platform */
  how: 'bundled' | 'installed' | 'optional'
}

const BUILDS = ['app', 'check-key', 'first-screen', 'latchkey']

const readLock = (): Record<string, Locked> =>
  JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages

const describe = (lock: Record<string, Locked>, folder: string, how: ShippedPackage['how']): ShippedPackage => {
  const locked = lock[folder]
  if (!locked) throw new Error(`package-lock.json has no ${folder}: run npm ci.`)
  const { version, license, integrity } = locked
  return { name: folder.slice(folder.lastIndexOf('node_modules/') + 13), version, folder, license, integrity, how }
}

/** What the last build took code from. */
function bundledFolders(): string[] {
  const missing = BUILDS.filter((build) => !existsSync(join(RECORDS, `${build}.json`)))
  if (missing.length > 0) throw new Error(`Not built yet: ${missing.join(', ')}.`)
  return BUILDS.flatMap((build): string[] => JSON.parse(readFileSync(join(RECORDS, `${build}.json`), 'utf8')))
}

/** As Node looks for a package: beside the one that asks, then further and further out. */
function folderFor(lock: Record<string, Locked>, name: string, asking: string): string | undefined {
  for (let from = asking; ; from = from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0))) {
    const folder = `${from}${from === '' ? '' : '/'}node_modules/${name}`
    if (lock[folder]) return folder
    if (from === '') return undefined
  }
}

/** What npm installs beside our files, with all that it needs itself. */
function installedFolders(lock: Record<string, Locked>): Map<string, 'installed' | 'optional'> {
  const found = new Map<string, 'installed' | 'optional'>()
  const add = (asking: string, how: 'installed' | 'optional') => {
    const { dependencies = {}, optionalDependencies = {} } = lock[asking] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const folder = folderFor(lock, name, asking)
      if (folder === undefined || found.has(folder)) continue
      const its = name in optionalDependencies ? 'optional' : how
      found.set(folder, its)
      add(folder, its)
    }
  }
  add('', 'installed')
  return found
}

const byName = (a: ShippedPackage, b: ShippedPackage) =>
  Number(a.name > b.name) - Number(a.name < b.name) || Number(a.version > b.version) - Number(a.version < b.version)

/** Every package of which something is shipped, once for each of its versions, by name. Needs a build. */
export function shippedPackages(): ShippedPackage[] {
  const lock = readLock()
  const all = [
    ...bundledFolders().map((folder) => describe(lock, folder, 'bundled')),
    ...[...installedFolders(lock)].map(([folder, how]) => describe(lock, folder, how)),
  ]
  const once = new Map(all.toReversed().map((each) => [`${each.name}@${each.version}`, each]))
  return [...once.values()].toSorted(byName)
}

/** The files of a package that state its licence, or whose work it has in it. */
export function licenceFilesOf({ folder }: Pick<ShippedPackage, 'folder'>): { name: string; text: string }[] {
  const path = join(ROOT, folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => /^(licen[cs]e|copying|notice|unlicense)([.-]|$)/i.test(name))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(path, name), 'utf8') }))
}
