import type { Plugin } from 'vite'
import { foundIn } from './found-in.ts'

/** Takes each icon from its own file: through the package's list of all icons, every page would load those of all others. */
export function oneFilePerIcon(): Plugin {
  return {
    name: 'latchkey:one-file-per-icon',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || !code.includes("'@tabler/icons-react'")) return null
      const imported = code.replace(/import \{([^}]+)\} from '@tabler\/icons-react'/g, (_, names: string) =>
        foundIn(names, /\b(Icon\w+)/g)
          .map((name) => `import ${name} from '@tabler/icons-react/dist/esm/icons/${name}.mjs'`)
          .join('; '),
      )
      return { code: imported, map: null }
    },
  }
}

/** TanStack Query brings this with every query, whether a page has infinite ones or not. */
const INFINITE_QUERIES = /\/query-core\/build\/modern\/infiniteQueryBehavior\.js$/
const USES_THEM = /\buse(Suspense)?InfiniteQuery\b/

/** Leaves infinite queries out, which no page has. */
export function withoutInfiniteQueries(): Plugin {
  return {
    name: 'latchkey:without-infinite-queries',
    apply: 'build',
    enforce: 'pre',
    load: (id) =>
      INFINITE_QUERIES.test(id)
        ? `export function infiniteQueryBehavior() { throw new Error('built without infinite queries') }
           export const hasNextPage = infiniteQueryBehavior, hasPreviousPage = infiniteQueryBehavior`
        : null,
    transform(code, id) {
      if (id.includes('/src/app/') && USES_THEM.test(code))
        this.error('The page is built without infinite queries: take withoutInfiniteQueries out of vite.config.ts.')
    },
  }
}

type ModuleInfo = { isEntry: boolean; importers: string[]; dynamicImporters: string[] }
export type InfoOf = (id: string) => ModuleInfo | null

/** What loads this module: the entry, a module that is imported lazily, or several of them. */
function openersOf(id: string, infoOf: InfoOf, seen = new Set<string>()): string[] {
  const info = infoOf(id)
  if (info === null || seen.has(id)) return []
  seen.add(id)
  const isOpener = info.isEntry || info.dynamicImporters.length > 0
  return [...(isOpener ? [id] : []), ...info.importers.flatMap((importer) => openersOf(importer, infoOf, seen))]
}

/**
 * The script that a module goes into. What every page needs is in two. Beside them, each folder of `src/app` that is opened lazily is a
 * script of its own, unless a table below says otherwise; what several of them need is in `ui`. Few and large files compress better than
 * dozens of small ones, and need fewer requests.
 */
export function scriptOf(id: string, infoOf: InfoOf): string | null {
  const openers = openersOf(id, infoOf)
  if (openers.some((opener) => infoOf(opener)?.isEntry)) return id.includes('node_modules') ? 'packages' : 'panel'
  const scripts = new Set(openers.flatMap((opener) => scriptOfOpener(opener) ?? []))
  if (scripts.has('entry-form') && scripts.has('saved-key')) return 'panel'
  if (scripts.has('entry-form')) return 'entry-form'
  // what each call of the gateway needs, and no first screen
  if (openers.some((opener) => opener.endsWith('/app/routes.ts'))) return scripts.has('saved-key') ? 'panel' : 'routes'
  // on every page of an instance, so that it brings nothing but its own
  if (scripts.has('live')) return scripts.has('saved-key') ? 'panel' : 'live'
  if (scripts.has('loaded-last')) return scripts.has('saved-key') ? 'panel' : 'loaded-last'
  if (scripts.has('saved-key')) return 'saved-key'
  for (const script of ['saved-alerts', 'cause-words', 'key']) if (scripts.has(script)) return script
  const [only = null] = scripts
  if (scripts.size < 2) return only
  const shared = SHARED_SCRIPTS.find(({ between }) => [...scripts].every((script) => between.has(script)))
  return shared?.script ?? 'ui'
}

/** What is opened lazily, and does not go with the rest of its folder. */
const OPENED_APART: Record<string, string> = {
  '/domain/key.ts': 'key',
  '/app/open-pages.tsx': 'open-pages',
  '/shared/cause/cause-words.tsx': 'cause-words',
  '/shell/tab-warning.tsx': 'tab-warning',
  '/shell/palette/palette.tsx': 'palette',
  '/shell/palette/shortcut-list.tsx': 'palette',
  '/paste/inspection-summary.tsx': 'registration',
  '/paste/highlighted-copy.tsx': 'registration',
  '/paste/rehearsal.tsx': 'registration',
  '/paste/guessed-places.tsx': 'registration',
  '/shell/page-code.tsx': 'loaded-last',
  '/shell/top-tools.tsx': 'loaded-last',
  '/shell/side-help.tsx': 'loaded-last',
  '/shell/instance-count.tsx': 'loaded-last',
  '/subscription/unlock-list.tsx': 'loaded-last',
  '/ui/copy-icon.tsx': 'loaded-last',
  '/shell/sign-out-question.tsx': 'session',
  '/instances/new-instance-page.tsx': 'settings',
  '/entry/entry-form.tsx': 'entry-form',
  '/saved/saved-key.tsx': 'saved-key',
  '/saved/saved-alerts.tsx': 'saved-alerts',
  '/shared/entry/': 'registration',
  '/shared/also-saved-for.tsx': 'registration',
  '/shared/managed-note.tsx': 'registration',
  '/shared/write-again.tsx': 'registration',
  '/verdict/prove-now.tsx': 'registration',
  '/connection/add-instance.tsx': 'settings',
}

/** Folders that share a script: what any page may open. */
const OPENED_TOGETHER: Record<string, string> = {
  shared: 'ui',
  shell: 'ui',
}

/** What only these scripts share goes into one of them, or into one of its own. */
const SHARED_SCRIPTS = [
  // lists of thousands
  { script: 'lists', between: new Set(['instances', 'marketplace']) },
  // the steps of a diagnosis
  { script: 'diagnosis', between: new Set(['diagnosis', 'settings', 'open-pages']) },
]

/** null for what is no part of a page, as a catalogue. */
function scriptOfOpener(id: string): string | null {
  const apart = Object.keys(OPENED_APART).find((name) => id.includes(name))
  if (apart !== undefined) return OPENED_APART[apart] ?? null
  const folder = /\/src\/app\/([\w-]+)\/.*\.tsx?$/.exec(id)?.[1]
  return folder === undefined ? null : (OPENED_TOGETHER[folder] ?? folder)
}

/** What each page loads before anything else, so that no script need ask for it again. */
export const ON_EVERY_PAGE = /^assets\/(packages|index|rolldown-runtime)-[\w-]+\.(js|css)$/
