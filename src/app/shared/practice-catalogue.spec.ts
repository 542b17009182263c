import { LANGUAGES } from '#contract/languages.ts'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inPracticeWords } from '#contract/practice-words.ts'

/** Every message of a catalogue, as it is shown. */
function messagesOf(language: string): string[] {
  const text = readFileSync(new URL(`../locales/${language}.po`, import.meta.url), 'utf8')
  return text.split('\n\n').flatMap((entry) => {
    const told = /^msgstr ((?:".*"\n?)+)/m.exec(entry)?.[1] ?? ''
    const joined = told.replaceAll(/"\n"|^"|"$/gm, '')
    return joined.includes('GLPI Network') ? [joined] : []
  })
}

test.each(LANGUAGES)('no message in %s speaks of GLPI Network in practice, but for GLPI’s own tab', (language) => {
  const messages = messagesOf(language)
  expect(messages.length).toBeGreaterThan(50)
  const left = messages
    .map((message) => inPracticeWords(message, language))
    .map((said) =>
      said.replaceAll(
        /(>|&gt;|tab|onglet|Reiter|pestaña|aba|scheda|kart[aęąy]|karcie|zakładk[aęiąu]|zakładce) GLPI Network|GLPI Network (Cloud|tab)/g,
        '',
      ),
    )
    .filter((said) => said.includes('GLPI Network'))
  expect(left).toEqual([])
})

test('French articles are drawn together', () => {
  const said = messagesOf('fr').map((message) => inPracticeWords(message, 'fr'))
  expect(said.filter((message) => /(^|[\s’(«])(de|à) le service|l’le|le le |la le /i.test(message))).toEqual([])
})

test('no English sentence has two articles', () => {
  const said = messagesOf('en').map((message) => inPracticeWords(message, 'en'))
  expect(said.filter((message) => /\b(the|a|an) the practice/i.test(message))).toEqual([])
})
