// The bundle budget: the files that a browser loads until the registration page can be used, as the gateway sends them.
// e2e/weight.e2e.ts holds what Chromium receives, headers and replies included, to the same number.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const BUDGET_KB = JSON.parse(readFileSync('src/bin/budget.json', 'utf8')).bytes / 1000
const PAGE = 'dist/app'

/** What the page loads on top of its entry, as soon as it knows whether a key is saved. */
const STATES = {
  'no key is saved': ['entry-form'],
  'a key is saved': ['saved-key'],
}

const manifest = JSON.parse(readFileSync(join(PAGE, '.vite/manifest.json'), 'utf8'))
const html = readFileSync(join(PAGE, 'index.html'), 'utf8')

/** Vite names in index.html all that the entry imports at once. */
const named = (html.match(/<(?:script|link)\b[^>]*>/g) ?? [])
  .filter((tag) => /<script|rel="(?:modulepreload|stylesheet)"/.test(tag))
  .flatMap((tag) => tag.match(/(?<=(?:src|href)="\/)[^"]+/) ?? [])

/** A chunk with its styles and all that it imports at once; what it imports later is not waited for. */
function filesOf({ file, css = [], imports = [] }) {
  return [file, ...css, ...imports.flatMap((imported) => filesOf(manifest[imported]))]
}

function chunkNamed(name) {
  const found = Object.values(manifest).find((chunk) => chunk.name === name)
  if (!found) throw new Error(`The build has no chunk "${name}": bring STATES up to date.`)
  return found
}

const sizeOf = (file) => statSync(join(PAGE, `${file}.br`)).size / 1000
const kB = (size) => `${size.toFixed(1).padStart(6)} kB`

for (const [state, chunks] of Object.entries(STATES)) {
  const files = [...new Set([...named, ...chunks.flatMap((name) => filesOf(chunkNamed(name)))])]
  const total = files.reduce((sum, file) => sum + sizeOf(file), 0)
  console.log(`${kB(total)}  until the registration page is usable when ${state}; the budget is ${BUDGET_KB}`)
  if (total <= BUDGET_KB) continue
  for (const file of files) console.error(`${kB(sizeOf(file))}  ${file}`)
  console.error(`The bundle is ${(total - BUDGET_KB).toFixed(1)} kB over its budget.`)
  process.exitCode = 1
}
