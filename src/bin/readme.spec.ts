import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EXIT_WORDS } from '#cli/exit.ts'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { CAUSES } from '#domain/causes.ts'

const README = new URL('../../README.md', import.meta.url)

const cell = (text: string): string => text.replaceAll('|', '\\|')

const TABLES = {
  causes: [
    '| code | what it is | next step |',
    '| --- | --- | --- |',
    ...CAUSE_CODES.map(
      (code) => `| \`${code}\` | ${cell(CAUSES[code].title.message)} | ${cell(CAUSES[code].next.message)} |`,
    ),
  ],
  'exit codes': [
    '| code | means |',
    '| --- | --- |',
    ...Object.entries(EXIT_WORDS).map(([code, words]) => `| ${code} | ${words} |`),
  ],
}

/** The README with each table between its two marks replaced by what the code says. */
function rendered(readme: string): string {
  return Object.entries(TABLES).reduce((text, [name, rows]) => {
    const [begin, end] = [`<!-- table: ${name} -->\n`, `<!-- end of table -->`]
    const from = text.indexOf(begin) + begin.length
    return text.slice(0, from) + rows.join('\n') + '\n' + text.slice(text.indexOf(end, from))
  }, readme)
}

test('the tables of the README are those of the code (npm run readme writes them)', () => {
  const readme = readFileSync(README, 'utf8')
  const wanted = rendered(readme)
  if (process.env['LATCHKEY_README'] === 'write') writeFileSync(README, wanted)
  expect(readFileSync(README, 'utf8')).toBe(wanted)
})
