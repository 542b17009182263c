import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { onPath } from '../../bin/peers.mjs'
import { manPage } from './man-page.ts'

const page = manPage(new Date('2026-11-29T12:00:00Z'))

test('the manual has every command, with its arguments and options, and those below it', () => {
  const sections = page.split('\n').filter((line) => line.startsWith('.SS '))
  expect(sections).toContain('.SS latchkey serve')
  expect(sections).toContain('.SS latchkey backup <file>')
  expect(sections).toContain('.SS latchkey audit verify')
  expect(sections).toContain('.SS latchkey self\\-check')
  // what shells ask for is no command for people
  expect(sections.filter((line) => /latchkey (complete|help)\b/.test(line))).toEqual([])
  expect(page).toContain('.B \\-\\-passphrase\\-file <path>\n')
})

test('it has every exit code and every setting', () => {
  expect(page).toContain('.TP\n.B 130\nstopped by Ctrl\\-C before the end\n')
  expect(page).toContain('.TP\n.B LATCHKEY_PORT\n')
  expect(page).toContain('Default: 8420.')
})

test.skipIf(onPath('groff') === undefined)('groff formats it without a warning (needs groff)', () => {
  const { stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-z'], { input: page, encoding: 'utf8' })
  expect(stderr).toBe('')
})
