import { gzipSync } from 'node:zlib'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { SCRIPTS } from '#cli/completion/scripts.ts'
import { settingsFileText } from '#server/settings-file.ts'
import type { Architecture } from './architectures.ts'
import { installedCommand } from './command.ts'
import { filesBelow, type FileTree } from './file-tree.ts'
import { manPage } from './man-page.ts'
import { BUNDLED_NODE_PATH, DATA_FOLDER, PROGRAM_FOLDER, SETTINGS_FILE, UNIT_FILE } from './places.ts'
import { runtimeFiles } from './runtime-files.ts'
import { serviceUnit } from './service-unit.ts'

/** What Node loads, and the licence. A package of npm has more, for people who develop with it. */
const LOADED = /\.(c?js|mjs|json|node|wasm)$|(^|\/)LICEN[CS]E(\.\w+)?$/i
const FOR_DEVELOPERS =
  /(^|\/)(\.[^/]+|test|tests|docs|benchmarks?|examples?|scripts)\/|(^|\/)(\.|(bench\w*|test|eslint\.config)\.)/

/** Node itself stands apart; the other files of its package are for those who compile for it. */
const isLoaded = (path: string): boolean =>
  !path.startsWith('node-linux-') && LOADED.test(path) && !FOR_DEVELOPERS.test(path)

/** Of the npm tarball, unpacked: its own command, the one in `src/bin`, looks for a Node that is not ours. */
const isOfProgram = (path: string): boolean =>
  (path.startsWith('dist/') && path !== THIRD_PARTY) || path === 'package.json'

/** In the npm tarball. */
const THIRD_PARTY = 'dist/THIRD-PARTY-LICENSES.txt'

/** The program, what it loads and its Node, below `place`. */
export function programFiles(unpacked: string, architecture: Architecture, place: string): FileTree {
  const { node, nodeModules } = runtimeFiles(architecture)
  return {
    ...filesBelow(unpacked, place, isOfProgram),
    ...filesBelow(nodeModules, join(place, 'node_modules'), isLoaded),
    [join(place, BUNDLED_NODE_PATH)]: { copyOf: join(node, 'bin/node'), mode: 0o755 },
  }
}

/** The texts that come with every package. */
export const licenceFiles = (unpacked: string, architecture: Architecture, place: string): FileTree => ({
  [join(place, 'THIRD-PARTY-LICENSES.txt')]: { copyOf: join(unpacked, THIRD_PARTY) },
  [join(place, 'NODE-LICENSE.txt')]: { copyOf: join(runtimeFiles(architecture).node, 'LICENSE') },
})

export const compressedManPage = (date: Date): Uint8Array => gzipSync(manPage(date), { level: 9 })

export type Completions = Record<keyof typeof SCRIPTS, string>

/** What `.deb` and `.rpm` have in common, by the paths on the machine. */
export function installedFiles(
  unpacked: string,
  architecture: Architecture,
  { date, completions, docs }: { date: Date; completions: Completions; docs: string },
): FileTree {
  const shells = Object.entries(completions).map(([shell, path]) => [path, { bytes: `${scriptOf(shell)}\n` }] as const)
  return {
    ...programFiles(unpacked, architecture, PROGRAM_FOLDER.slice(1)),
    ...licenceFiles(unpacked, architecture, docs),
    ...Object.fromEntries(shells),
    'usr/bin/latchkey': { bytes: installedCommand(), mode: 0o755 },
    'usr/share/man/man1/latchkey.1.gz': { bytes: compressedManPage(date) },
    [UNIT_FILE.slice(1)]: { bytes: serviceUnit() },
    [SETTINGS_FILE.slice(1)]: { bytes: settingsFileText({ LATCHKEY_DATA: DATA_FOLDER }), mode: 0o640 },
  }
}

const scriptOf = (shell: string): string => Object.entries(SCRIPTS).find(([name]) => name === shell)?.[1] ?? ''

/** As `Installed-Size` counts: KiB on the disk. */
export const kibibytesOf = (tree: FileTree): number =>
  Object.values(tree).reduce((sum, file) => sum + Math.ceil(lengthOf(file) / 1024), 0)

const lengthOf = (file: FileTree[string]): number =>
  'copyOf' in file ? statSync(file.copyOf).size : Buffer.byteLength(file.bytes)
