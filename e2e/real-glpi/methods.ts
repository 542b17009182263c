import type { Connection } from '#contract/connection.ts'
import type { MethodKind } from '#domain/storage.ts'
import type { Condition } from './conditions.ts'
import type { Account, RealGlpi } from './settings.ts'

/** One connection method, or two of them: the first writes and the second reads back. */
export type Method = {
  name: string
  kinds: readonly [MethodKind] | readonly [MethodKind, MethodKind]
  /** What is stronger than GLPI's own PHP: the console runs as root; the database method is given GLPI's own file, and root reads it. */
  strength?: 'console-as-root' | 'own-file'
}

const alone = (kind: MethodKind): Method => ({ name: kind, kinds: [kind] })
const pair = (write: MethodKind, prove: MethodKind): Method => ({ name: `${write} + ${prove}`, kinds: [write, prove] })

const ON_BOTH: readonly Method[] = [
  alone('rest'),
  alone('console'),
  alone('database'),
  { name: 'console as root', kinds: ['console'], strength: 'console-as-root' },
  { name: "database, GLPI's own file", kinds: ['database'], strength: 'own-file' },
  pair('rest', 'console'),
  pair('rest', 'database'),
  pair('console', 'rest'),
  pair('console', 'database'),
  pair('database', 'rest'),
  pair('database', 'console'),
  { name: 'rest + console as root', kinds: ['rest', 'console'], strength: 'console-as-root' },
  { name: "console + database, GLPI's own file", kinds: ['console', 'database'], strength: 'own-file' },
]

const ON_11: readonly Method[] = [
  alone('rest-v2'),
  pair('rest-v2', 'rest'),
  pair('rest-v2', 'console'),
  pair('rest-v2', 'database'),
  pair('database', 'rest-v2'),
]

/** API v2 came with GLPI 11: who has it has an OAuth client too. */
export const methodsFor = ({ accounts }: RealGlpi): Method[] => [...ON_BOTH, ...(accounts.full.oauth ? ON_11 : [])]

/** What Latchkey is given in a condition; null where the settings have nothing for it. */
function accountFor({ accounts, php, root }: RealGlpi, { strength }: Method, condition: Condition): Account | null {
  const console = strength === 'console-as-root' ? root : php
  const full = { ...accounts.full, console }
  if (console === undefined) return null
  if (strength !== 'console-as-root' && condition === 'reading-only') return accounts.reading ?? null
  if (strength !== 'console-as-root' && condition === 'right-missing') return accounts.none ?? null
  // root may do everything
  return condition === 'reading-only' || condition === 'right-missing' ? null : full
}

function copyFor(glpi: RealGlpi, { strength }: Method, condition: Condition): string | undefined {
  if (condition === 'foreign-copy') return glpi.foreignCryptKey
  return strength === 'own-file' ? `${glpi.folder}/config/glpicrypt.key` : glpi.cryptKeyCopy
}

/** null where this method cannot be tried in this condition, or is no other than when all is sound. */
export function connectionFor(glpi: RealGlpi, method: Method, condition: Condition): Connection | null {
  const { kinds } = method
  const account = accountFor(glpi, method, condition)
  const copy = copyFor(glpi, method, condition)
  if (account === null || copy === undefined) return null
  if (condition === 'foreign-copy' && !kinds.some((kind) => kind === 'database')) return null

  const { login, password, userToken, console, database } = account
  const oauth = account.oauth ?? glpi.accounts.full.oauth
  const base = glpi.address.replace(/\/$/, '')
  const members = {
    rest: userToken === undefined ? null : { rest: { url: `${base}/apirest.php`, userToken } },
    'rest-v2':
      oauth && login !== undefined && password !== undefined
        ? { restV2: { url: `${base}/api.php`, ...oauth, login, password } }
        : null,
    console: console === undefined ? null : { console: { prefix: console, folder: glpi.folder } },
    database: database === undefined ? null : { database: { ...glpi.database, ...database, cryptKeyFile: copy } },
  } satisfies Record<MethodKind, Connection | null>
  if (kinds.some((kind) => members[kind] === null)) return null
  const [write, prove] = kinds
  return Object.assign({}, ...kinds.map((kind) => members[kind]), prove && { write, prove })
}
