import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CLICK_WORDS } from './clicks.ts'

/** The places that say a sentence, by the catalogue's own notes. */
function placesOf(sentence: string): string[] {
  const catalogue = readFileSync(new URL('../locales/en.po', import.meta.url), 'utf8')
  const entry = catalogue.split('\n\n').find((one) => one.includes(`\nmsgid "${sentence}"\n`)) ?? ''
  return [...entry.matchAll(/^#: (.*)$/gm)].flatMap(([, files = '']) => files.split(' '))
}

const LABELS = [...new Set(Object.values(CLICK_WORDS).flatMap((labels) => labels.map(({ message }) => message ?? '')))]

test.each(LABELS)('“%s” is what the caller’s own page says', (label) => {
  expect(placesOf(label).filter((file) => !file.startsWith('support/'))).not.toEqual([])
})
