import { expect, test } from 'vitest'
import { LANGUAGES, type Language } from '#contract/languages.ts'
import { FACT_WORDS } from '#contract/fact-words.ts'
import { FINDING_WORDS } from '#contract/finding-words.ts'
import { STATE_WORDS } from '#contract/state-words.ts'
import { OUTCOME_WORDS, STAGE_WORDS } from '#contract/step-words.ts'
import { WRONG_SECRET_WORDS } from '#contract/wrong-secret-words.ts'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { CAUSES, type Words } from '#domain/causes.ts'
import { CLI_WORDS } from './cli-words.ts'
import { COMPLAINT_WORDS } from './complaint-words.ts'
import { EDIT_COUNT_WORDS } from './edit-words.ts'
import { EXIT_WORDS } from './exit.ts'
import { faultInWords } from './fleet/fault-words.ts'
import { languageFrom, sayIn } from './language.ts'
import { OPTION_WORDS } from './program/option-words.ts'
import { SERVE_WORDS } from './serve-words.ts'
import { latchkey } from './testing/latchkey.ts'

test.each<[string, string | undefined, Record<string, string>, string]>([
  ['nothing says which', undefined, {}, 'en'],
  ['the option', 'fr', { LANG: 'en_GB.UTF-8' }, 'fr'],
  ['LANG', undefined, { LANG: 'fr_CH.UTF-8' }, 'fr'],
  ['a country of its own', undefined, { LANG: 'pt_BR.UTF-8' }, 'pt-BR'],
  ['a variant', undefined, { LANG: 'de_AT@euro' }, 'de'],
  ['LC_MESSAGES comes before LANG', undefined, { LC_MESSAGES: 'fr_FR', LANG: 'en_GB' }, 'fr'],
  ['LC_ALL comes before all', undefined, { LC_ALL: 'C', LC_MESSAGES: 'fr_FR', LANG: 'fr_FR' }, 'en'],
  ['an empty variable counts as unset', undefined, { LC_ALL: '', LANG: 'fr' }, 'fr'],
  ['a language without a catalogue', undefined, { LANG: 'nl_NL.UTF-8' }, 'en'],
])('%s', (_, wanted, env, expected) => {
  expect(languageFrom(wanted, env)).toBe(expected)
})

const isWords = (value: unknown): value is Words => typeof Object(value).id === 'string'
const wordsIn = (value: unknown): Words[] =>
  isWords(value) ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []

const SHARED = wordsIn([CAUSES, FACT_WORDS, FINDING_WORDS, STATE_WORDS, OUTCOME_WORDS, STAGE_WORDS, WRONG_SECRET_WORDS])

const TRANSLATED = LANGUAGES.filter((language) => language !== 'en')

test('shared words are said as they stand', async () => {
  const english = await sayIn('en')
  expect(SHARED.filter((words) => english(words) !== words.message)).toEqual([])
})

test.each<[Language, string]>([
  ['fr', 'La connexion a été refusée'],
  ['de', 'Die Verbindung wurde abgewiesen'],
  ['es', 'La conexión fue rechazada'],
  ['pt-BR', 'A conexão foi recusada'],
  ['it', 'La connessione è stata rifiutata'],
  ['pl', 'Połączenie odrzucono'],
])('shared words have %s', async (language, refused) => {
  const say = await sayIn(language)
  expect(SHARED.filter((words) => say(words) === words.id)).toEqual([])
  expect(say(CAUSES['connect-refused'].title)).toBe(refused)
})

test.each(TRANSLATED)('every sentence of the command line has %s, with the same values in it', async (language) => {
  const say = await sayIn(language)
  for (const words of wordsIn([CLI_WORDS, COMPLAINT_WORDS, EDIT_COUNT_WORDS, EXIT_WORDS, OPTION_WORDS, SERVE_WORDS])) {
    const names = [...words.message.matchAll(/\{(\w+)[},]/g)].map(([, name = '']) => name)
    const values = Object.fromEntries(names.map((name, i) => [name, 71 + i]))
    const said = say(words, values)
    expect(said).not.toBe(words.id)
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
    'erreur : l’option --role <role> n’accepte pas « king ». Valeurs possibles : viewer, support, operator, admin.',
  ],
  [
    '--lang fr check --warn-days x',
    'erreur : l’option --warn-days <number> n’accepte pas « x ». Indiquez un nombre entier de jours, de 0 à 3650.',
  ],
  ['--lang fr token revoke x', 'erreur : l’argument id n’accepte pas « x ». Indiquez le numéro d’un jeton.'],
  ['--lang fr inspect more', 'erreur : trop d’arguments'],
])('%s: the usage error is in French', async (line, first) => {
  const { code, err } = await latchkey(line)
  expect(code).toBe(2)
  expect(err.split('\n')[0]?.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(first)
})

test('what was cleaned is said in French', async () => {
  const { out } = await latchkey('inspect --lang fr', { stdin: `"${DEMO_KEY}" \n` })
  expect(plain(out).split('\n')).toContain('nettoyé : 2 guillemets, 1 espace, 1 saut de ligne')
})

test('usage errors follow LANG, and are those of the parser in English', async () => {
  const french = await latchkey('inspect --nope', { env: { LANG: 'fr_FR.UTF-8' } })
  expect(french.err).toContain('option inconnue')
  expect((await latchkey('inspect --nope')).err).toBe("error: unknown option '--nope'")
})

/** With ordinary blanks in place of the typographic ones. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test.each<[line: string, lines: string[]]>([
  [
    '--lang fr --help',
    [
      'Utilisation : latchkey [options] [command]',
      'La clé d’enregistrement GLPI Network : la nettoyer, la vérifier, l’écrire dans',
      'Options :',
      '  -V, --version             afficher le numéro de version',
      'Commandes :',
      'Codes de sortie :',
      '  0  succès',
      '  6  le texte n’est pas une clé complète',
    ],
  ],
  [
    'doctor --help --lang fr',
    ['Utilisation : latchkey doctor [options]', 'tester chaque étape entre cette machine et le verdict sur la clé'],
  ],
  ['fleet apply --help --lang=fr', ['Utilisation : latchkey fleet apply [options]', 'donner à chaque instance sa clé']],
  [
    'status --help --lang fr',
    [
      'Codes de sortie avec --format nagios, à la place des codes habituels :',
      '  3  UNKNOWN: aussi une option incorrecte, ou une absence de réponse',
    ],
  ],
  [
    'token --help --lang fr',
    [
      'les jetons qui lisent les métriques et le calendrier, et rien d’autre',
      '  create [options]  un jeton de plus, affiché cette seule fois',
      '  list [options]    les jetons en service',
      '  revoke <id>       révoquer un jeton',
    ],
  ],
  ['completion --help --lang fr', ['Arguments :', '  shell       lequel (valeurs : "bash", "zsh", "fish")']],
])('%s: the help is in French', async (line, lines) => {
  const { code, out } = await latchkey(line)
  expect(code).toBe(0)
  const found = plain(out)
    .split('\n')
    .filter((one) => lines.includes(one))
  expect(found).toEqual(lines)
})

test('the help is that of the parser in English', async () => {
  const { out } = await latchkey('completion --help')
  expect(out).toBe(
    [
      'Usage: latchkey completion [options] <shell>',
      '',
      'what bash, zsh or fish read to complete this command line',
      '',
      'Arguments:',
      '  shell       which one (choices: "bash", "zsh", "fish")',
      '',
      'Options:',
      '  -h, --help  display help for command',
    ].join('\n'),
  )
})

test.each<[line: string, env: Record<string, string>, first: string]>([
  ['--lang fr fleet plan', {}, 'Quelle flotte ? Indiquez son fichier avec --file ou dans LATCHKEY_FLEET.'],
  ['--lang fr fleet plan --file /nowhere', {}, 'Le fichier /nowhere est illisible (ENOENT).'],
  ['--lang fr doctor --no-key --glpi-version x', {}, '--glpi-version doit être une version, par exemple 11.0.8.'],
  [
    'serve',
    { LANG: 'fr_FR', LATCHKEY_CONSOLE: 'x' },
    'LATCHKEY_CONSOLE vaut « x » ; la valeur doit être « on » ou « off ».',
  ],
])('%s: the complaint is in French', async (line, env, first) => {
  const { code, err } = await latchkey(line, { env })
  expect(code).toBe(2)
  expect(plain(err)).toBe(`latchkey: ${first}`)
})

test('the complaint of --json is in English', async () => {
  const { err } = await latchkey('--lang fr fleet plan --json')
  expect(JSON.parse(err)).toMatchObject({ detail: 'Which fleet? Name its file with --file or in LATCHKEY_FLEET.' })
})

test.each([
  ['key is missing', 'key manque'],
  ['the entry must be a group of members', 'l’entrée doit être un groupe de membres'],
  ['write must be one of rest, console', 'write n’accepte qu’une de ces valeurs : rest, console'],
  ["name must be text: put it in quotes, '0123'", 'name doit être un texte : mettez-le entre guillemets, "0123"'],
  [
    'lines are indented with blanks, never with tabs',
    'l’indentation se fait avec des espaces, jamais avec des tabulations',
  ],
])('the fault of a fleet file in French: %s', async (fault, french) => {
  expect(plain(faultInWords(await sayIn('fr'), fault))).toBe(french)
  expect(faultInWords(await sayIn('en'), fault)).toBe(fault)
})
