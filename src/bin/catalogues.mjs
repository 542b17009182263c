// Fails when the catalogues are behind the sources, or when a sentence is not translated.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

const FOLDERS = ['src/app/locales', 'src/cli/locales', 'src/notices/locales']
const read = () =>
  FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`)).map((path) => ({
    path,
    text: readFileSync(path, 'utf8'),
  }))

const before = read()
const lingui = 'node_modules/@lingui/cli/dist/lingui.js'
execFileSync(process.execPath, [lingui, 'extract', '--clean', '--config', 'src/app/lingui.config.ts'])
const after = read()

let isBehind = JSON.stringify(after) !== JSON.stringify(before)
if (isBehind) {
  console.error('The catalogues were behind the sources and have been written anew: translate, then commit them.')
}
// the catalogues of the source's own language are left empty by nobody
for (const { path, text } of after) {
  const untranslated = text.split('\n\n').filter((entry) => /^msgid "./m.test(entry) && /msgstr ""\s*$/.test(entry))
  for (const entry of untranslated)
    console.error(`${basename(path)}: ${entry.match(/^msgid (.*)$/m)[1]} is not translated`)
  isBehind ||= untranslated.length > 0
}
if (isBehind) process.exitCode = 1
