import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { licenceFilesOf, type ShippedPackage } from './shipped-packages.ts'

/** What may be shipped inside a program under the MIT licence, when its text comes along. */
export const ALLOWED_LICENCES: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]

const OUR_LICENCE = readFileSync(join(import.meta.dirname, '../../LICENSE'), 'utf8')

/** The words of the MIT licence, for a package that names it without a file that states it. */
const MIT = (holder: string) => OUR_LICENCE.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`)

const UNLICENSE = `This is free and unencumbered software released into the public domain.

Anyone is free to copy, modify, publish, use, compile, sell, or distribute this software, either in source code form or
as a compiled binary, for any purpose, commercial or non-commercial, and by any means.

In jurisdictions that recognize copyright laws, the author or authors of this software dedicate any and all copyright
interest in the software to the public domain. We make this dedication for the benefit of the public at large and to
the detriment of our heirs and successors. We intend this dedication to be an overt act of relinquishment in perpetuity
of all present and future rights to this software under copyright law.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

For more information, please refer to <https://unlicense.org/>
`

/** The packages that come without a file of their licence: the text that goes with the one they name. */
const STATED_ELSEWHERE: Record<string, string> = {
  // its style sheet begins with this
  '@tabler/core': MIT('2018-2026 The Tabler Authors, codecalm.net Paweł Kuna'),
  // both in their README.md
  'pg-types': MIT('2014 Brian M. Carlson'),
  pgpass: MIT('2013-2016 Hannes Hörl'),
  wouter: UNLICENSE,
}

/** The licence of a tool ends where those of what it is built from begin: none of that is in the few lines that it leaves here. */
const upToOthers = (text: string) => text.split(/^# Licenses of bundled dependencies$/m)[0] ?? text

/** @returns the text of a package's licence; undefined where there is none */
export function licenceTextOf(shipped: ShippedPackage): string | undefined {
  // compiled for each platform from one source, whose licence is with the package that loads them
  const folder = shipped.name.startsWith('@libsql/') ? 'node_modules/libsql' : shipped.folder
  const texts = licenceFilesOf({ folder }).map(({ text }) => upToOthers(text).trim())
  return texts.length > 0 ? texts.join('\n\n') : STATED_ELSEWHERE[shipped.name]?.trim()
}

/** @returns a sentence for each package that may not be shipped as it is */
export function licenceComplaints(packages: readonly ShippedPackage[]): string[] {
  return packages.flatMap((shipped) => {
    const named = `${shipped.name} ${shipped.version}`
    if (shipped.license === undefined || !ALLOWED_LICENCES.includes(shipped.license))
      return [`${named} has the licence ${shipped.license ?? '(none)'}, which is not in ALLOWED_LICENCES.`]
    return licenceTextOf(shipped) === undefined ? [`${named} comes without the text of its licence.`] : []
  })
}

/** `THIRD-PARTY-LICENSES.txt`: packages of one text stand together above it. */
export function thirdPartyLicences(packages: readonly ShippedPackage[]): string {
  const complaints = licenceComplaints(packages)
  if (complaints.length > 0) throw new Error(complaints.join('\n'))
  const byText = new Map<string, ShippedPackage[]>()
  for (const shipped of packages) {
    const text = licenceTextOf(shipped) ?? ''
    byText.set(text, [...(byText.get(text) ?? []), shipped])
  }
  const parts = [...byText].map(([text, of]) => {
    const lines = of.map(({ name, version, license }) => `${name} ${version} (${license})`)
    return `${[...new Set(lines)].join('\n')}\n\n${text.replaceAll('\r\n', '\n')}\n`
  })
  return [
    'Latchkey is under the MIT licence, in LICENSE. It contains, or is installed with, these packages of other people.\n',
    ...parts,
  ].join(`\n${'-'.repeat(80)}\n\n`)
}
