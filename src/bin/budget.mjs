// The bundle budget: what a browser loads, Brotli-compressed, until the registration page can be used.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const BUDGET_KB = 125
const PAGE = 'dist/app'

const html = readFileSync(join(PAGE, 'index.html'), 'utf8')

// The registration page is imported by the entry, so Vite names in index.html all that it needs, and nothing else.
const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? []
const named = tags
  .filter((tag) => /<script|rel="(?:modulepreload|stylesheet)"/.test(tag))
  .flatMap((tag) => tag.match(/(?<=(?:src|href)="\/)[^"]+/) ?? [])
const sizes = named.map((file) => ({ file, bytes: brotliCompressSync(readFileSync(join(PAGE, file))).length }))
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000

for (const { file, bytes } of sizes) console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`)
console.log(
  `${total.toFixed(1).padStart(7)} kB  JS + CSS until the registration page is usable; the budget is ${BUDGET_KB}`,
)
if (total > BUDGET_KB) {
  console.error(`The bundle is ${(total - BUDGET_KB).toFixed(1)} kB over its budget.`)
  process.exitCode = 1
}
