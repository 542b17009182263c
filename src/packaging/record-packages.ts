import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Plugin } from 'vite'

const ROOT = join(import.meta.dirname, '../..')

/** Where each build leaves the packages that it took code from; no part of what is shipped. */
export const RECORDS = join(ROOT, 'dist/bundled')

/** Helpers that the tools write into what they build. */
const OF_THE_TOOLS: [RegExp, string][] = [
  [/^\0(rolldown\/|@?commonjs)/, 'node_modules/rolldown'],
  [/^\0?@?vite\//, 'node_modules/vite'],
]

/**
 * The folder of the package that a module is from.
 *
 * @param id as the bundler names it: a path, perhaps with a query, or `\0` and a name for what no file holds
 * @returns its path in the checkout, as `node_modules/pg/node_modules/pg-types`; null for a module of our own
 */
export function packageFolderOf(id: string): string | null {
  const tool = OF_THE_TOOLS.find(([pattern]) => pattern.test(id))
  if (tool) return tool[1]
  const path = relative(ROOT, id.replace(/^\0+/, '').replace(/[?#].*$/, '')).replaceAll('\\', '/')
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? null
}

/** Writes down which packages a build really used: what its dependencies are says nothing about what was taken of them. */
export function recordPackages(build: 'app' | 'check-key' | 'first-screen' | 'latchkey'): Plugin {
  const styles = new Set<string>()
  return {
    name: 'latchkey:record-packages',
    apply: 'build',
    enforce: 'pre',
    // a style sheet that another one imports is no module of its own
    transform(code, id) {
      if (!id.endsWith('.css')) return
      for (const [, name] of code.matchAll(/@import\s+(?:url\()?['"]((?:@[^/'"]+\/)?[^./'"][^/'"]*)/g))
        styles.add(`node_modules/${name}`)
    },
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk'
          ? Object.entries(file.modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : []))
          : file.originalFileNames,
      )
      const folders = [...styles, ...modules.flatMap((id) => packageFolderOf(id) ?? [])]
      const path = join(RECORDS, `${build}.json`)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${JSON.stringify([...new Set(folders)].toSorted(), null, 2)}\n`)
    },
  }
}
