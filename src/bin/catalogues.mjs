// Fails when the catalogues are behind the sources, or when a sentence has no French.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const CATALOGUES = ['app/locales/', 'cli/locales/cli-', 'notices/locales/notices-']
const read = () =>
  CATALOGUES.flatMap((path) => ['en', 'fr'].map((locale) => readFileSync(`src/${path}${locale}.po`, 'utf8')))

const before = read()
const lingui = 'node_modules/@lingui/cli/dist/lingui.js'
execFileSync(process.execPath, [lingui, 'extract', '--clean', '--config', 'src/app/lingui.config.ts'])
const after = read()

// each French one stands after its English one
const untranslated = after
  .filter((_, at) => at % 2 === 1)
  .join('\n\n')
  .split('\n\n')
  .filter((entry) => /^msgid "./m.test(entry) && /msgstr ""\s*$/.test(entry))
for (const entry of untranslated) console.error(`No French for ${entry.match(/^msgid (.*)$/m)[1]}`)
if (after.join('') !== before.join('')) {
  console.error('The catalogues were behind the sources and have been written anew: translate, then commit them.')
}
if (untranslated.length > 0 || after.join('') !== before.join('')) process.exitCode = 1
