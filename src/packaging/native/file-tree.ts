import {
  chmodSync,
  copyFileSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** One file of a package: its bytes, or which file it is a copy of. */
export type PackagedFile = { mode?: number } & ({ bytes: string | Uint8Array } | { copyOf: string })

/** By path, without a slash in front. Folders come with what is in them. */
export type FileTree = Readonly<Record<string, PackagedFile>>

/** All files below a folder, for another place. */
export function filesBelow(folder: string, place: string, isWanted: (path: string) => boolean = () => true): FileTree {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  return Object.fromEntries(
    found.filter(isWanted).map((path) => [join(place, path), { copyOf: join(folder, path) }] as const),
  )
}

/** Writes it into a folder that is made for it. Neither the umask nor the hour of the build is in what comes of it. */
export function writeTree(folder: string, tree: FileTree, date: Date): void {
  rmSync(folder, { recursive: true, force: true })
  makeFolder(folder)
  for (const [path, file] of Object.entries(tree)) {
    const target = join(folder, path)
    makeFolder(dirname(target))
    if ('copyOf' in file) copyFileSync(file.copyOf, target)
    else writeFileSync(target, file.bytes)
    chmodSync(target, file.mode ?? 0o644)
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    lutimesSync(join(entry.parentPath, entry.name), date, date)
  lutimesSync(folder, date, date)
}

function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
  chmodSync(folder, 0o755)
}
