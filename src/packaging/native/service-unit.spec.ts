import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { onPath } from '../../bin/peers.mjs'
import { serviceUnit } from './service-unit.ts'

const canAnalyse = onPath('systemd-analyze') !== undefined

test.skipIf(!canAnalyse)('systemd rates the exposure of the service at 2.0 at most (needs systemd)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-unit-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'latchkey.service')
  writeFileSync(path, serviceUnit())
  const rated = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', path], {
    encoding: 'utf8',
  })
  expect(Number(/exposure level for latchkey\.service: ([\d.]+)/.exec(rated)?.[1])).toBeLessThanOrEqual(2)
})

test.skipIf(!canAnalyse)('systemd understands every line of it (needs systemd)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-unit-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'latchkey.service')
  // what it starts, and its manual, are not here
  writeFileSync(
    path,
    serviceUnit()
      .replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true')
      .replace(/^Documentation=.*$/m, ''),
  )
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' })
  expect(stderr.split('\n').filter((line) => line.includes(path))).toEqual([])
})
