import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { optionalDependencies } from '../../../package.json'
import { libc, libcIn, targetOf } from './libsql-target.ts'

const libsql = z
  .object({ optionalDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('node_modules/libsql/package.json', 'utf8')))
const NAMES = Object.keys(libsql.optionalDependencies).map((name) => name.replace('@libsql/', ''))

test('finds every compiled package of libsql, and the one that is installed here', () => {
  const found = new Set(
    ['linux', 'darwin', 'win32'].flatMap((platform) =>
      ['x64', 'arm64', 'arm'].flatMap((arch) =>
        (['glibc', 'musl'] as const).map((linked) => targetOf(platform, arch, linked)),
      ),
    ),
  )
  expect(NAMES.filter((name) => !found.has(name))).toEqual([])
  expect(NAMES).toContain(targetOf(process.platform, process.arch, libc()))
})

test.each([
  ['7f2c000-7f2d000 r-xp 00000000 08:01 1234 /lib/ld-musl-x86_64.so.1\n', 'musl'],
  ['7f2c000-7f2d000 r-xp 00000000 08:01 1234 /usr/lib/libc.musl-aarch64.so.1\n', 'musl'],
  ['7f2c000-7f2d000 r-xp 00000000 08:01 1234 /usr/lib/x86_64-linux-gnu/libc.so.6\n', 'glibc'],
  ['', 'glibc'],
])('%j is linked with %s', (maps, linked) => {
  expect(libcIn(maps)).toBe(linked)
})

test('our package asks for the same of them: libsql itself is bundled', () => {
  expect(optionalDependencies).toEqual(libsql.optionalDependencies)
})

test('what Node itself reports agrees', () => {
  if (process.platform !== 'linux') return
  const report = JSON.stringify(process.report.getReport())
  expect(libc()).toBe(report.includes('glibcVersionRuntime') ? 'glibc' : 'musl')
})
