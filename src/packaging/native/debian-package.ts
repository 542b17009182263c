import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { description, version } from '../../../package.json'
import type { Architecture } from './architectures.ts'
import { writeTree, type FileTree } from './file-tree.ts'
import { installedFiles, kibibytesOf } from './installed-files.ts'
import { MAINTAINER_SCRIPTS } from './maintainer-scripts.ts'
import { SETTINGS_FILE } from './places.ts'
import { runTool } from './run-tool.ts'

const DOCS = 'usr/share/doc/latchkey'
const PEOPLE = 'The Latchkey developers <latchkey@users.noreply.github.com>'

export type PackageInput = {
  /** The folder of what the npm tarball holds. */
  unpacked: string
  architecture: Architecture
  date: Date
  /** Where the package is put. */
  folder: string
  /** Another than that of Latchkey, for a test of upgrades. */
  version?: string
}

/** Earlier than the release that follows it, as dpkg and rpm compare. */
export const comparable = (semantic: string): string => semantic.replace('-', '~')

/** Makes `latchkey_<version>_<architecture>.deb`. @returns its path */
export function makeDebianPackage({ unpacked, architecture, date, folder, ...options }: PackageInput): string {
  const shown = comparable(options.version ?? version)
  const completions = {
    bash: 'usr/share/bash-completion/completions/latchkey',
    zsh: 'usr/share/zsh/vendor-completions/_latchkey',
    fish: 'usr/share/fish/vendor_completions.d/latchkey.fish',
  }
  const files: FileTree = {
    ...installedFiles(unpacked, architecture, { date, completions, docs: DOCS }),
    [`${DOCS}/copyright`]: { bytes: copyright() },
    [`${DOCS}/changelog.gz`]: { bytes: gzipSync(changelog(shown, date), { level: 9 }) },
    'usr/share/lintian/overrides/latchkey': { bytes: LINTIAN_OVERRIDES },
  }
  const stage = join(folder, `deb-${architecture.debian}`)
  writeTree(stage, { ...files, ...controlFiles(files, shown, architecture) }, date)
  const path = join(folder, `latchkey_${shown}_${architecture.debian}.deb`)
  // gzip, which every dpkg reads, and which takes seconds where xz takes minutes
  runTool('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z6', '--build', stage, path], { date })
  rmSync(stage, { recursive: true })
  return path
}

function controlFiles(files: FileTree, shown: string, { debian }: Architecture): FileTree {
  const scripts = Object.entries(MAINTAINER_SCRIPTS).map(
    ([name, bytes]) => [`DEBIAN/${name}`, { bytes, mode: 0o755 }] as const,
  )
  return {
    'DEBIAN/control': { bytes: control(shown, debian, kibibytesOf(files)) },
    'DEBIAN/conffiles': { bytes: `${SETTINGS_FILE}\n` },
    'DEBIAN/md5sums': { bytes: md5sums(files) },
    ...Object.fromEntries(scripts),
  }
}

const control = (shown: string, debian: string, kibibytes: number): string => `Package: latchkey
Version: ${shown}
Architecture: ${debian}
Maintainer: ${PEOPLE}
Installed-Size: ${kibibytes}
Depends: libc6 (>= 2.28), libstdc++6 (>= 8), libgcc-s1 | libgcc1, adduser
Recommends: ca-certificates, openssh-client
Section: admin
Priority: optional
Description: ${description.replace(/^A /, '').replace(/^./, (first) => first.toLowerCase())}
 A page in the browser that mirrors Setup > General > GLPI Network: paste the
 registration key, see what was cleaned, save, and know whether the marketplace
 is unlocked and for how long. Where GLPI cannot tell why a key does not work,
 Latchkey names the cause and the next step. A command line does the same for
 hundreds of GLPIs.
 .
 It brings its own Node, and needs no way out to the internet to be installed.
`

const md5sums = (files: FileTree): string =>
  Object.entries(files)
    .filter(([path]) => path !== SETTINGS_FILE.slice(1))
    .map(([path, file]) => {
      const bytes = 'copyOf' in file ? readFileSync(file.copyOf) : file.bytes
      return `${createHash('md5').update(bytes).digest('hex')}  ${path}\n`
    })
    .toSorted((one, other) => (one.slice(34) < other.slice(34) ? -1 : 1))
    .join('')

const licence = (): string => readFileSync(join(import.meta.dirname, '../../../LICENSE'), 'utf8')

/** In the form that Debian's tools read (DEP 5). */
function copyright(): string {
  const [, ...lines] = licence().trim().split('\n')
  const text = lines.join('\n').trim().split('\n')
  const [holder = '', ...words] = text
  const body = words.join('\n').trim().split('\n')
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Latchkey

Files: *
Copyright: ${holder.replace(/^Copyright \(c\) /, '')}
License: Expat
${body.map((line) => ` ${line === '' ? '.' : line}`).join('\n')}
Comment:
 What other people wrote, and under which licences, is in
 THIRD-PARTY-LICENSES.txt and, for Node, in NODE-LICENSE.txt beside this file.
`
}

const changelog = (shown: string, date: Date): string => `latchkey (${shown}) stable; urgency=medium

  * What has changed is in the CHANGELOG.md of the project.

 -- ${PEOPLE}  ${date.toUTCString().replace('GMT', '+0000')}
`

/** What Debian's checker says of a package that is not made from Debian's own parts. */
const LINTIAN_OVERRIDES = `# Node is as its makers released it, byte for byte, and so is the native code of libsql
latchkey: unstripped-binary-or-object *
latchkey: embedded-library *
latchkey: hardening-no-pie *
latchkey: hardening-no-relro *
# secrets may stand in the settings
latchkey: non-standard-file-perm *
# the licences of everything that is bundled, in one file
latchkey: extra-license-file *
# a name that ends in the bytes of a hash
latchkey: package-contains-timestamped-gzip *
# a release is no upload to Debian
latchkey: initial-upload-closes-no-bugs *
`
