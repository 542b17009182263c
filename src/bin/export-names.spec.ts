import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SOURCE = fileURLToPath(new URL('..', import.meta.url))
const DECLARATION =
  /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|const|let|type|interface|enum) ([\w$]+)/gm

const productionFiles = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !/\.(spec|long)\.tsx?$/.test(path),
)

/** Each exported name with the files that declare it. Overloads of one file count once. */
function filesByExport(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const path of productionFiles)
    for (const [, name = ''] of readFileSync(join(SOURCE, path), 'utf8').matchAll(DECLARATION))
      found.set(name, (found.get(name) ?? new Set()).add(path))
  return found
}

test('no two files export the same name', () => {
  const exported = filesByExport()
  expect(exported.size).toBeGreaterThan(500)
  const shared = [...exported].filter(([, files]) => files.size > 1)
  expect(shared.map(([name, files]) => `${name}: ${[...files].join(', ')}`)).toEqual([])
})
