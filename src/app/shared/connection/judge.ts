import type { FieldKind } from '#contract/connection-fields.ts'
import { ConnectionForm, type ConnectionView } from '#contract/connection.ts'
import {
  isSecretOfUse,
  kindsOf,
  pathOf,
  rulesOf,
  secretFates,
  valueAt,
  type Part,
  type Values,
} from '#contract/connection-secrets.ts'
import { withScheme } from '#contract/glpi-address.ts'
import { wordsOfCommand } from './command-words.ts'
import type { ConnectionFields } from './fields.ts'

/** `missing`: needed, and empty. `again`: a stored secret that may not go to the new address or account unseen. */
export const ENTRY_REASONS = ['missing', 'again', 'shape'] as const
export type EntryReason = (typeof ENTRY_REASONS)[number]

export type Issue = { path: string[]; reason: EntryReason }
export type ConnectionJudgement = { connection: ConnectionForm | null; issues: Issue[] }

/** From the form to what the gateway takes; a connection without a method is none. */
export function judgeConnection(fields: ConnectionFields, stored: ConnectionView | null): ConnectionJudgement {
  if (fields.methods.length === 0) return { connection: null, issues: [] }
  const candidate = candidateOf(fields, stored)
  const parsed = ConnectionForm.safeParse(candidate)
  const issues = [
    ...(parsed.error?.issues ?? []).map(({ path }) => issueAt(path, fields)),
    ...secretFates(candidate, stored).flatMap(({ path, fate }): Issue[] =>
      fate === 'again' || fate === 'missing' ? [{ path, reason: fate }] : [],
    ),
  ]
  return { connection: parsed.success && issues.length === 0 ? parsed.data : null, issues }
}

/** What was entered for the methods that are ticked, before anybody checks it. */
function candidateOf(fields: ConnectionFields, stored: ConnectionView | null): Values {
  const { methods, forget, write, prove } = fields

  /** @param values what is entered in the part. @param place what is entered where its secrets are bound. */
  function enteredIn(part: Part, typed: Values, values = valuesOf(part, typed), place = values): Values {
    const secrets = Object.entries(rulesOf(part)).map(([name, rule]) => {
      const at = [...pathOf(part), name]
      // a stored secret that this connection no longer uses is removed
      if (!isSecretOfUse(rule, place)) return [name, valueAt(stored ?? {}, at) === true ? null : undefined]
      if (typed[name] !== '') return [name, typed[name]]
      return [name, forget.includes(at.join('.')) ? null : undefined]
    })
    return { ...values, ...Object.fromEntries(secrets) }
  }

  const database = valuesOf('database', fields.database)
  const { tls: databaseTls } = fields.database
  const tls = enteredIn('tls', fields.tls)
  const isTlsGiven = Object.values(tls).some((value) => value !== undefined)
  return {
    ...(methods.includes('rest') && { rest: enteredIn('rest', fields.rest, restValues(fields.rest)) }),
    ...(methods.includes('rest-v2') && { restV2: enteredIn('restV2', fields.restV2) }),
    ...(methods.includes('console') && { console: enteredIn('console', fields.console) }),
    ...(methods.includes('database') && {
      database: {
        ...enteredIn('database', fields.database),
        ...(databaseTls.isOn && {
          tls: enteredIn('databaseTls', databaseTls, valuesOf('databaseTls', databaseTls), database),
        }),
      },
    }),
    ...(isTlsGiven && (methods.includes('rest') || methods.includes('rest-v2')) && { tls }),
    ...(methods.length > 1 && write !== '' && methods.includes(write) && { write }),
    ...(methods.length > 1 && prove !== '' && methods.includes(prove) && { prove }),
  }
}

/** What was entered in the fields of a part, but for its secrets. */
const valuesOf = (part: Part, typed: Values): Values =>
  Object.fromEntries(
    Object.entries(kindsOf(part))
      .filter(([, kind]) => kind !== 'secret')
      .map(([name, kind]) => [name, valueOf(kind, typed[name])]),
  )

/** Signing in with a token takes no login; signing in with a login needs one. */
export const restValues = (typed: ConnectionFields['rest']) => ({
  ...valuesOf('rest', typed),
  login: typed.by === 'login' ? typed.login.trim() : undefined,
})

/** What is left empty is left out, but for a command without a prefix. */
function valueOf(kind: FieldKind, typed: unknown): unknown {
  if (typeof typed !== 'string') return typed === true ? true : undefined
  const text = typed.trim()
  if (kind === 'words') return wordsOfCommand(typed) ?? null
  if (text === '') return undefined
  return kind === 'url' ? withScheme(text) : kind === 'number' ? Number(text) : text
}

function issueAt(path: readonly PropertyKey[], fields: ConnectionFields): Issue {
  // a place in a list is no field of its own
  const names = path.filter((name) => typeof name === 'string')
  const typed = valueAt(fields, names)
  return { path: names, reason: typeof typed === 'string' && typed.trim() === '' ? 'missing' : 'shape' }
}
