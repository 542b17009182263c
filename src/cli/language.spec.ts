import { expect, test } from 'vitest'
import { FACT_WORDS } from '#contract/fact-words.ts'
import { FINDING_WORDS } from '#contract/finding-words.ts'
import { STATE_WORDS } from '#contract/state-words.ts'
import { OUTCOME_WORDS, STAGE_WORDS } from '#contract/step-words.ts'
import { WRONG_SECRET_WORDS } from '#contract/wrong-secret-words.ts'
import { CAUSES, type Words } from '#domain/causes.ts'
import { CLI_WORDS } from './cli-words.ts'
import { languageFrom, sayIn } from './language.ts'
import { latchkey } from './testing/latchkey.ts'

test.each<[string, string | undefined, Record<string, string>, string]>([
  ['nothing says which', undefined, {}, 'en'],
  ['the option', 'fr', { LANG: 'en_GB.UTF-8' }, 'fr'],
  ['LANG', undefined, { LANG: 'fr_CH.UTF-8' }, 'fr'],
  ['LC_MESSAGES comes before LANG', undefined, { LC_MESSAGES: 'fr_FR', LANG: 'en_GB' }, 'fr'],
  ['LC_ALL comes before all', undefined, { LC_ALL: 'C', LC_MESSAGES: 'fr_FR', LANG: 'fr_FR' }, 'en'],
  ['an empty variable counts as unset', undefined, { LC_ALL: '', LANG: 'fr' }, 'fr'],
  ['a language without a catalogue', undefined, { LANG: 'de_DE.UTF-8' }, 'en'],
])('%s', (_, wanted, env, expected) => {
  expect(languageFrom(wanted, env)).toBe(expected)
})

const isWords = (value: unknown): value is Words => typeof Object(value).id === 'string'
const wordsIn = (value: unknown): Words[] =>
  isWords(value) ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []

const SHARED = wordsIn([CAUSES, FACT_WORDS, FINDING_WORDS, STATE_WORDS, OUTCOME_WORDS, STAGE_WORDS, WRONG_SECRET_WORDS])

test('shared words are said as they stand, and have French', async () => {
  const [english, french] = [await sayIn('en'), await sayIn('fr')]
  expect(SHARED.filter((words) => english(words) !== words.message)).toEqual([])
  expect(SHARED.filter((words) => french(words) === words.id)).toEqual([])
  expect(french(CAUSES['connect-refused'].title)).toBe('La connexion a été refusée')
})

test('every sentence of the command line has French, with the same values in it', async () => {
  const [english, french] = [await sayIn('en'), await sayIn('fr')]
  for (const words of Object.values<Words>(CLI_WORDS)) {
    const names = [...words.message.matchAll(/\{(\w+)[},]/g)].map(([, name = '']) => name)
    const values = Object.fromEntries(names.map((name, i) => [name, 71 + i]))
    const said = french(words, values)
    expect(said).not.toBe(english(words, values))
    for (const value of Object.values(values)) expect(said).toContain(String(value))
  }
})

test('words follow --lang, before or after the command; JSON never changes', async () => {
  const text = { stdin: 'https://glpi.example/' }
  const french = await latchkey('inspect --lang fr', text)
  expect(french).toMatchObject({ code: 6, out: expect.stringContaining('longueur\u00a0: 21') })
  expect(french.out).toContain('C’est une adresse web')
  expect(await latchkey('--lang fr inspect', text)).toEqual(french)
  expect(await latchkey('inspect', { ...text, env: { LANG: 'fr_FR.UTF-8' } })).toEqual(french)
  expect(await latchkey('inspect --json --lang fr', text)).toEqual(await latchkey('inspect --json', text))
  expect(await latchkey('inspect --lang xx', text)).toMatchObject({ code: 2 })
})

test.each<[line: string, first: string]>([
  ['--lang fr inspect --nope', 'erreur : option inconnue : --nope'],
  ['chek --lang fr', 'erreur : commande inconnue : chek'],
  ['--lang fr status', 'erreur : l’option --instance <name> est obligatoire'],
  ['--lang fr inspect --key-file', 'erreur : l’option --key-file <path> attend une valeur'],
  ['--lang=fr completion', 'erreur : l’argument shell est obligatoire'],
  [
    '--lang fr invite --role king',
    'erreur : l’option --role <role> n’accepte pas « king ». Valeurs possibles : admin, viewer.',
  ],
  [
    '--lang fr check --warn-days x',
    'erreur : l’option --warn-days <number> n’accepte pas « x ». Indiquez un nombre entier de jours, de 0 à 3650.',
  ],
  ['--lang fr inspect more', 'erreur : trop d’arguments'],
])('%s: the usage error is in French', async (line, first) => {
  const { code, err } = await latchkey(line)
  expect(code).toBe(2)
  expect(err.split('\n')[0]?.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(first)
})

test('usage errors follow LANG, and are those of the parser in English', async () => {
  const french = await latchkey('inspect --nope', { env: { LANG: 'fr_FR.UTF-8' } })
  expect(french.err).toContain('option inconnue')
  expect((await latchkey('inspect --nope')).err).toBe("error: unknown option '--nope'")
})
