import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { cssNamesIn, TABLER_APART } from './style-sheets.ts'

const APP = fileURLToPath(new URL('../../app', import.meta.url))

const components = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx') && !/\.spec\.|testing/.test(name))
  .map((name) => ({ name, source: readFileSync(`${APP}/${name}`, 'utf8') }))

/** Components that use a class, and do not import the style sheet that has its rules: it would come by chance, or not at all. */
const withoutSheet = (className: RegExp, sheet: string): string[] =>
  components
    .filter(
      ({ source }) => cssNamesIn(source).classes.some((name) => className.test(name)) && !source.includes(`${sheet}'`),
    )
    .map(({ name }) => name)

test.each([
  ...TABLER_APART.map(({ file, className }) => [className, file] as const),
  [/^lk-question$/, '/ui/question.css'] as const,
  [/^lk-conditions$/, '/ui/conditions.css'] as const,
])('who uses %s imports its style sheet', (className, file) => {
  expect(withoutSheet(className, file.replace('/ui', ''))).toEqual([])
})
