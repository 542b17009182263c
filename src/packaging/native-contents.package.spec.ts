import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { version } from '../../package.json'
import { onPath } from '../bin/peers.mjs'

const packages = join(inject('packagedIn'), 'dist/packages')
const NODE = 'usr/lib/latchkey/node/bin/node'

/** e_machine of an ELF file: which processor it is for. */
const X86_64 = 62
const AARCH64 = 183
const machineOf = (path: string) => readFileSync(path).readUInt16LE(18)

const MEGABYTE = 1_000_000

const kinds = [
  { debian: 'amd64', rpm: 'x86_64', npm: 'x64', machine: X86_64 },
  { debian: 'arm64', rpm: 'aarch64', npm: 'arm64', machine: AARCH64 },
]

const hasDpkg = onPath('dpkg-deb') !== undefined
const hasRpm = onPath('rpmbuild') !== undefined

describe.skipIf(!hasDpkg).each(kinds)('the packages for $debian (needs dpkg)', ({ debian, rpm, npm, machine }) => {
  const deb = join(packages, `latchkey_${version}_${debian}.deb`)
  const rpmFile = join(packages, `latchkey-${version}-1.${rpm}.rpm`)
  const archive = join(packages, `latchkey-${version}-linux-${npm}.tar.gz`)
  const native = `node_modules/@libsql/linux-${npm}-gnu/index.node`
  let unpacked: string

  beforeAll(() => {
    unpacked = mkdtempSync(join(tmpdir(), 'latchkey-unpacked-'))
    execFileSync('dpkg-deb', ['--extract', deb, join(unpacked, 'deb')])
    execFileSync('tar', ['-xzf', archive, '-C', unpacked])
  })
  afterAll(() => rmSync(unpacked, { recursive: true, force: true }))

  test('hold a Node and an SQLite for that processor', () => {
    for (const program of [
      join(unpacked, 'deb/usr/lib/latchkey'),
      join(unpacked, `latchkey-${version}-linux-${npm}/lib/latchkey`),
    ]) {
      expect(machineOf(join(program, 'node/bin/node'))).toBe(machine)
      expect(machineOf(join(program, native))).toBe(machine)
    }
  })

  test('take up at most 160 MB', () => {
    const bytes = execFileSync('du', ['--bytes', '--summarize', join(unpacked, 'deb')], { encoding: 'utf8' })
    expect(Number.parseInt(bytes, 10)).toBeLessThan(160 * MEGABYTE)
    const field = execFileSync('dpkg-deb', ['--field', deb, 'Installed-Size'], { encoding: 'utf8' })
    expect(Number(field) * 1024).toBeLessThan(160 * MEGABYTE)
  })

  test('leave out what is for those who develop with Node', () => {
    const names = execFileSync('find', ['.'], { cwd: join(unpacked, 'deb'), encoding: 'utf8' }).split('\n')
    expect(names.filter((name) => /\/include\/|\/npm\/|README|\.(map|d\.ts)$/.test(name))).toEqual([])
  })

  test('give to nobody what an installation has for its service alone', () => {
    const listed = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' })
    const lines = listed.trim().split('\n')
    expect(lines.filter((line) => !line.includes(' root/root '))).toEqual([])
    expect(lines.filter((line) => line.endsWith('./etc/latchkey/latchkey.env'))).toEqual([
      expect.stringMatching(/^-rw-r-----/),
    ])
    // neither set-user-id nor writable for all
    expect(lines.filter((line) => /^(?!l)...[sS]|^(?!l)......[sS]|^(?!l)........w/.test(line))).toEqual([])
  })

  test.skipIf(!hasRpm)('are the same files in the .rpm (needs rpm)', () => {
    const query = (...args: string[]) => execFileSync('rpm', ['-qp', ...args, rpmFile], { encoding: 'utf8' })
    const format = '%{name} %{version} %{arch} %{license} %{filedigestalgo} %{payloadcompressor}'
    expect(query('--queryformat', format)).toBe(`latchkey ${version} ${rpm} MIT 8 gzip`)
    const files = new Map(
      query('--queryformat', '[%{filenames}\t%{filedigests}\t%{filemodes:perms} %{fileusername} %{filegroupname}\n]')
        .trim()
        .split('\n')
        .map((line) => {
          const [path = '', digest, rights] = line.split('\t')
          return [path, { digest, rights }] as const
        }),
    )
    for (const path of [NODE, `usr/lib/latchkey/${native}`, 'usr/bin/latchkey', 'etc/latchkey/latchkey.env'])
      expect(files.get(`/${path}`)?.digest).toBe(
        createHash('sha256')
          .update(readFileSync(join(unpacked, 'deb', path)))
          .digest('hex'),
      )
    expect(files.get('/etc/latchkey/latchkey.env')?.rights).toBe('-rw-r----- root latchkey')
    expect(files.get('/var/lib/latchkey')?.rights).toBe('drwx------ latchkey latchkey')
    expect(query('--configfiles').trim()).toBe('/etc/latchkey/latchkey.env')
    const program = (list: string[]) => list.filter((name) => name.startsWith('/usr/lib/')).toSorted()
    const inDeb = execFileSync('find', ['-type', 'f', '-printf', '/%P\n'], {
      cwd: join(unpacked, 'deb'),
      encoding: 'utf8',
    })
    const inRpm = [...files].filter(([, { rights }]) => rights?.startsWith('-')).map(([path]) => path)
    expect(program(inRpm)).toEqual(program(inDeb.trim().split('\n')))
  })

  test.skipIf(!hasRpm)('make the user and the service in the .rpm (needs rpm)', () => {
    const query = (...args: string[]) => execFileSync('rpm', ['-qp', ...args, rpmFile], { encoding: 'utf8' })
    const scripts = query('--scripts')
    expect(scripts).toContain('useradd -r -g latchkey -d /var/lib/latchkey -s /sbin/nologin')
    expect(scripts).toContain('systemctl enable latchkey.service')
    expect(scripts).toContain('systemctl try-restart latchkey.service')
    // a removal leaves the data
    expect(scripts).not.toMatch(/\brm\b|userdel/)
    const needs = query('--requires')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('rpmlib('))
    expect([...new Set(needs)].toSorted()).toEqual([
      '(shadow-utils or shadow)',
      '/bin/sh',
      'libc.so.6(GLIBC_2.28)(64bit)',
      'libgcc_s.so.1()(64bit)',
      'libstdc++.so.6()(64bit)',
      'util-linux',
    ])
  })

  test('say of each file in the .deb what its bytes are', () => {
    execFileSync('dpkg-deb', ['--control', deb, join(unpacked, 'control')])
    execFileSync('md5sum', ['--check', '--strict', '--quiet', join(unpacked, 'control/md5sums')], {
      cwd: join(unpacked, 'deb'),
    })
    expect(statSync(join(unpacked, 'control/postinst')).mode & 0o111).toBe(0o111)
  })
})
