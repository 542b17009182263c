import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EXIT_WORDS } from '#cli/exit.ts'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { CAUSES } from '#domain/causes.ts'
import { SETTINGS, type Setting } from '#server/settings.ts'
import { GLPI_SENTENCES, FAULTS_SEEN_IN_GLPI, type SentenceCode } from '#domain/glpi-sentences.ts'

const ROOT = new URL('../../', import.meta.url)
const CAUSES_PAGE = new URL('src/docs/causes.md', ROOT)
const COMMANDS_PAGE = new URL('src/docs/command-line.md', ROOT)
const SETTINGS_PAGE = new URL('src/docs/settings.md', ROOT)

const cell = (text: string): string => text.replaceAll('|', '\\|')

const saidByGlpi = (code: SentenceCode): string => {
  const { text } = GLPI_SENTENCES[code]
  return text === null ? 'nothing: the page keeps loading' : `“${text}”`
}

/** Names, addresses and values in a sentence, as code: some of their characters mean something in Markdown. */
const withCode = (sentence: string): string =>
  sentence.replaceAll(/(?<=^|\s)(\S*(?:[_*=]|:\/\/)\S*?|\/latchkey|latchkey\.key)(?=[,.;]?(?:\s|$))/g, '`$1`')

const byDefault = ({ byDefault: holds }: Setting): string =>
  holds === null ? '' : typeof holds === 'string' ? `\`${holds}\`` : withCode(holds.message)

const ALL_SETTINGS: readonly Setting[] = Object.values(SETTINGS)

const flagOf = ({ flag, isSecret, isHonoured }: Setting): string =>
  flag !== null ? `\`${flag}\`` : isSecret && !isHonoured ? 'none: it is secret' : 'none'

/** Each table with the page it stands on. */
const TABLES: [name: string, page: URL, rows: string[]][] = [
  [
    'causes',
    CAUSES_PAGE,
    [
      '| code | what it is | next step |',
      '| --- | --- | --- |',
      ...CAUSE_CODES.map(
        (code) => `| \`${code}\` | ${cell(CAUSES[code].title.message)} | ${cell(CAUSES[code].next.message)} |`,
      ),
    ],
  ],
  [
    'what GLPI says',
    CAUSES_PAGE,
    [
      '| what is the matter | what GLPI says | what Latchkey says |',
      '| --- | --- | --- |',
      ...FAULTS_SEEN_IN_GLPI.map(
        ({ matter, says, cause }) =>
          `| ${matter} | ${says.map(saidByGlpi).join(', ')} | \`${cause}\`: ${CAUSES[cause].title.message} |`,
      ),
    ],
  ],
  [
    'exit codes',
    COMMANDS_PAGE,
    [
      '| code | means |',
      '| --- | --- |',
      ...Object.entries(EXIT_WORDS).map(([code, words]) => `| ${code} | ${words.message} |`),
    ],
  ],
  [
    'settings',
    new URL('README.md', ROOT),
    [
      '| setting | default | |',
      '| --- | --- | --- |',
      ...ALL_SETTINGS.map((one) => `| \`${one.name}\` | ${byDefault(one)} | ${cell(withCode(one.meaning.message))} |`),
    ],
  ],
  [
    'settings with flags',
    SETTINGS_PAGE,
    [
      '| setting | flag of `serve` | default | |',
      '| --- | --- | --- | --- |',
      ...ALL_SETTINGS.map(
        (one) => `| \`${one.name}\` | ${flagOf(one)} | ${byDefault(one)} | ${cell(withCode(one.meaning.message))} |`,
      ),
    ],
  ],
]

/** The page with the table between its two marks replaced by what the code says. */
function rendered(page: string, name: string, rows: string[]): string {
  const [begin, end] = [`<!-- table: ${name} -->\n`, `<!-- end of table -->`]
  const from = page.indexOf(begin) + begin.length
  return page.slice(0, from) + rows.join('\n') + '\n' + page.slice(page.indexOf(end, from))
}

test.each(TABLES)('the table of %s is that of the code (npm run readme writes it)', (name, page, rows) => {
  const wanted = rendered(readFileSync(page, 'utf8'), name, rows)
  if (process.env['LATCHKEY_README'] === 'write') writeFileSync(page, wanted)
  expect(readFileSync(page, 'utf8')).toBe(wanted)
})

const PAGES = [
  'README.md',
  '.github/CONTRIBUTING.md',
  'src/README.md',
  ...readdirSync(new URL('src/docs', ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `src/docs/${name}`),
]

/** Links and pictures that stay in the checkout, without the place on the page. */
const localLinks = (page: string): string[] =>
  [...page.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = '']) => target)

test.each(PAGES)('what %s links to is there', (name) => {
  const page = new URL(name, ROOT)
  const missing = localLinks(readFileSync(page, 'utf8')).filter((target) => !existsSync(new URL(target, page)))
  expect(missing).toEqual([])
})
