import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Fragment, type ReactNode } from 'react'
import type { AuditRow } from '#contract/audit.ts'
import type { GlpiSignInMethod } from '#contract/glpi-sign-in.ts'
import { RECIPIENT_KINDS } from '#contract/notices.ts'
import { PLUGINS_PAGE_CHOICES } from '#contract/panel.ts'
import type { SessionEnd } from '#contract/people.ts'
import { ROLES } from '#contract/roles.ts'
import { METHOD_KINDS, STORAGES } from '#domain/storage.ts'
import { STATES, VENDOR_VERDICTS } from '#domain/verdict.ts'
import { METHOD_NAMES } from '../shared/connection/method-names.ts'
import { eventWords } from '../shared/history-words.ts'
import { KIND_NAMES } from '../shared/recipient-kinds.ts'
import { ROLE_WORDS } from '../shared/role-words.ts'
import { stateWordsOf, verdictWordsOf } from '../shared/verdict/state-words.ts'
import { listedWordsOf } from '../shared/verdict/storage-words.ts'

/** What else is known of a row. What has no words here is shown as it was recorded. */
export function AuditFacts({ row: { action, facts } }: { row: AuditRow }) {
  const { i18n } = useLingui()
  const say: Say = (words) => (typeof words === 'string' ? words : i18n._(words))
  const told = Object.entries(facts).flatMap(([name, value]) => {
    if (value === '' || (PAIRS[name] !== undefined && facts[PAIRS[name]] === value)) return []
    const words = FACT_WORDS[name]?.({ value, to: facts[PAIRS[name] ?? ''], say, action })
    return words === null ? [] : [{ name, words: words ?? `${name}: ${value}` }]
  })
  if (told.length === 0) return null
  return (
    <span className="lk-audit-facts text-secondary">
      {told.map(({ name, words }, at) => (
        <Fragment key={name}>
          {at > 0 && ' · '}
          {words}
        </Fragment>
      ))}
    </span>
  )
}

/** What something was, and where it stands what it has become. */
const PAIRS: Partial<Record<string, string>> = { from: 'to', verdictFrom: 'verdictTo' }

type Value = string | number
type Say = (words: MessageDescriptor | string) => string
type Fact = { value: Value; to: Value | undefined; say: Say; action: AuditRow['action'] }

/** Of a state, of what GLPI holds, of a role. */
function stateName(value: Value | undefined, action: AuditRow['action']): MessageDescriptor | string {
  const [state, storage] = [STATES.find((one) => one === value), STORAGES.find((one) => one === value)]
  if (action === 'role-change') return roleName(value)
  if (action !== 'storage-change') return state ? stateWordsOf(state).badge : String(value)
  if (value === 'another') return listedWordsOf({ state: 'differs', storage: 'unknown' })?.word ?? value
  return storage ? storageName(storage) : String(value)
}

const storageName = (storage: (typeof STORAGES)[number]): MessageDescriptor =>
  listedWordsOf({ state: 'active', storage })?.word ?? msg`None`

function roleName(value: Value | undefined): MessageDescriptor | string {
  const role = ROLES.find((one) => one === value)
  return role ? ROLE_WORDS[role].name : String(value)
}

function verdictName(value: Value | undefined): MessageDescriptor | string {
  const verdict = VENDOR_VERDICTS.find((one) => one === value)
  return verdict ? verdictWordsOf(verdict, null).word : String(value)
}

const methodNames = (value: Value, say: Say): string =>
  String(value)
    .split(' ')
    .map((text) => {
      const kind = METHOD_KINDS.find((one) => one === text)
      return kind ? say(METHOD_NAMES[kind]) : text
    })
    .join(', ')

type WordTable<Name extends string> = Record<Name, MessageDescriptor> & Partial<Record<Value, MessageDescriptor>>

const END_WORDS: WordTable<SessionEnd> = {
  'signed-out': msg`signed out`,
  replaced: msg`signed in again in the same browser`,
  revoked: msg`ended by an administrator`,
  idle: msg`not used for too long`,
  over: msg`its time was over`,
  'right-lost': msg`GLPI took the right away`,
  'right-unknown': msg`GLPI no longer confirmed the right`,
}

const SIGN_IN_METHODS: WordTable<GlpiSignInMethod> = {
  oauth: msg`GLPI 11 or later`,
  password: msg`GLPI 10 or earlier`,
}

const FACT_WORDS: Partial<Record<string, (fact: Fact) => ReactNode>> = {
  from: ({ value, to, say, action }) => `${say(stateName(value, action))} → ${say(stateName(to, action))}`,
  to: () => null,
  verdictFrom: ({ value, to, say }) => {
    const change = `${say(verdictName(value))} → ${say(verdictName(to))}`
    return <Trans>GLPI Network: {change}</Trans>
  },
  verdictTo: () => null,
  storage: ({ value, say }) => {
    const stored = say(stateName(value, 'storage-change'))
    return <Trans>In GLPI: {stored}</Trans>
  },
  choice: ({ value, say }) => {
    const choice = PLUGINS_PAGE_CHOICES.find((one) => one === value)
    return choice ? say(eventWords({ event: `plugins-page-${choice}` })) : value
  },
  session: ({ value }) => <Trans>Session {value}</Trans>,
  sessions: ({ value }) => <Plural value={Number(value)} one="# session" other="# sessions" />,
  as: ({ value, say }) => say(END_WORDS[value] ?? String(value)),
  invitation: ({ value }) => <Trans>Sign-in link {value}</Trans>,
  for: ({ value }) => (
    <Trans>
      for <span translate="no">{value}</span>
    </Trans>
  ),
  role: ({ value, say }) => {
    const role = say(roleName(value))
    return <Trans>Role: {role}</Trans>
  },
  formerRole: ({ value, say }) => {
    const role = say(roleName(value))
    return <Trans>Former role: {role}</Trans>
  },
  token: ({ value }) => <Trans>Token {value}</Trans>,
  name: ({ value }) => (
    <Trans>
      Name: <span translate="no">{value}</span>
    </Trans>
  ),
  services: ({ value }) => (
    <Trans>
      GLPI Network: <span translate="no">{value}</span>
    </Trans>
  ),
  methods: ({ value, say }) => methodNames(value, say),
  formerName: ({ value }) => (
    <Trans>
      Former name: <span translate="no">{value}</span>
    </Trans>
  ),
  formerServices: ({ value }) => (
    <Trans>
      Former address of GLPI Network: <span translate="no">{value}</span>
    </Trans>
  ),
  formerMethods: ({ value, say }) => {
    const methods = methodNames(value, say)
    return <Trans>Formerly by: {methods}</Trans>
  },
  method: ({ value, say }) => say(SIGN_IN_METHODS[value] ?? String(value)),
  host: ({ value }) => (
    <Trans>
      Host: <span translate="no">{value}</span>
    </Trans>
  ),
  formerHost: ({ value }) => (
    <Trans>
      Former host: <span translate="no">{value}</span>
    </Trans>
  ),
  rows: ({ value }) => <Plural value={Number(value)} one="# row" other="# rows" />,
  recipient: ({ value }) => <Trans>Recipient {value}</Trans>,
  kind: ({ value, say }) => {
    const kind = RECIPIENT_KINDS.find((one) => one === value)
    return kind ? say(KIND_NAMES[kind]) : value
  },
  instances: ({ value }) => <Plural value={Number(value)} one="# instance" other="# instances" />,
  minutes: ({ value }) => <Plural value={Number(value)} one="# minute" other="# minutes" />,
  upTo: ({ value }) => <Trans>up to row {value}</Trans>,
  hash: ({ value }) => (
    <Trans>
      Hash <span translate="no">{value}</span>
    </Trans>
  ),
  key: ({ value }) => (
    <Trans>
      Encryption key <span translate="no">{value}</span>
    </Trans>
  ),
}
