// The bundle budget: what a browser loads, Brotli-compressed, until the registration page can be used.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const BUDGET_KB = 125
const PAGE = 'dist/app'

const manifest = JSON.parse(readFileSync(join(PAGE, '.vite/manifest.json'), 'utf8'))
const html = readFileSync(join(PAGE, 'index.html'), 'utf8')

/** A chunk with its styles and all it imports at once; what it imports later is not waited for. */
function filesOf(name, seen = new Set()) {
  if (seen.has(name)) return []
  seen.add(name)
  const { file, css = [], imports = [] } = manifest[name]
  return [file, ...css, ...imports.flatMap((imported) => filesOf(imported, seen))]
}

// public/ files are no part of the manifest: the page itself names them
const named = [...html.matchAll(/<script[^>]+src="\/([^"]+)"/g)].map(([, file]) => file)
const files = [...new Set([...named, ...filesOf('index.html')])]
const sizes = files.map((file) => ({ file, bytes: brotliCompressSync(readFileSync(join(PAGE, file))).length }))
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000

for (const { file, bytes } of sizes) console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`)
console.log(
  `${total.toFixed(1).padStart(7)} kB  JS + CSS until the registration page is usable; the budget is ${BUDGET_KB}`,
)
if (total > BUDGET_KB) {
  console.error(`The bundle is ${(total - BUDGET_KB).toFixed(1)} kB over its budget.`)
  process.exitCode = 1
}
