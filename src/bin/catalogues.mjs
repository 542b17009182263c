// Fails when the catalogues are behind the sources, when a sentence is not translated, and when a French one may break before its
// colon or inside its quotation marks.
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

/** A plain blank where French has one that holds a line together. */
const BREAKING = /(?<=[\p{L}\p{N}»)}%]) [:;!?](?![\p{L}\p{N}/])|« | »/u
for (const { path, text } of after.filter((catalogue) => catalogue.path.endsWith('fr.po'))) {
  const breaking = text.split('\n').filter((line) => /^(msgstr )?"/.test(line) && BREAKING.test(line))
  for (const line of breaking) console.error(`${basename(path)}: a blank that may break in ${line}`)
  isBehind ||= breaking.length > 0
}
if (isBehind) process.exitCode = 1
