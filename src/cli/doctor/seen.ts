import { FACT_WORDS } from '#contract/fact-words.ts'
import { REASON_WORDS } from '#contract/step-words.ts'
import { REASONS, type Fact, type Stage, type Step } from '#domain/diagnosis.ts'

/** What is worth a line of its own, beside what is told in any case. */
const TELLING: Record<Stage, readonly Fact[]> = {
  text: ['finding', 'length'],
  machine: ['user'],
  php: ['php-version', 'missing-extensions'],
  resolve: ['host', 'ipv4', 'ipv6', 'answered-by'],
  connect: [],
  proxy: ['proxy', 'proxy-from', 'proxy-status', 'proxy-authenticate', 'proxy-software'],
  tls: ['tls-version', 'issuer', 'issuer-organisation', 'names', 'valid-from', 'valid-to', 'trust', 'ca-bundle'],
  http: ['asked', 'asked-as', 'instance-id', 'status', 'content-type', 'server', 'via', 'location', 'retry-after'],
  json: ['page-title', 'members', 'bytes'],
  contract: ['wrong-member'],
  verdict: ['verdict', 'subscription', 'ends-at', 'message'],
  large: ['status', 'plugins', 'bytes'],
  'glpi-reach': [
    'asked',
    'status',
    'content-type',
    'server',
    'location',
    'page-title',
    'said',
    'noise',
    'issuer',
    'names',
    'valid-to',
    'certificate',
  ],
  'glpi-sign-in': ['status', 'location', 'page-title', 'said', 'glpi-version'],
  'glpi-right': ['rights', 'profile', 'other-profiles', 'said'],
  'glpi-settings': ['glpi-version', 'install-mode', 'proxy'],
  'glpi-file': ['path', 'state', 'owner', 'mode', 'user'],
  'glpi-stored': ['finding', 'length', 'fingerprint'],
  directory: ['path', 'state', 'owner', 'mode', 'user'],
}

/** These need no name beside them. */
const SPEAKS_FOR_ITSELF: ReadonlySet<Fact> = new Set([
  'finding',
  'host',
  'ipv4',
  'ipv6',
  'asked',
  'tls-version',
  'verdict',
])

/** The evidence of a step in one line: its cause first, then what was seen. */
export function seenIn({ stage, cause, facts }: Step): string {
  const told = (fact: Fact): string[] => {
    const value = printable(facts[fact] ?? '')
    if (value === '') return []
    return [SPEAKS_FOR_ITSELF.has(fact) ? value : `${FACT_WORDS[fact].message} ${value}`]
  }
  const reason = REASONS.find((known) => known === facts.reason)
  const all = [
    ...(cause === null ? [] : [cause]),
    ...told('error-code'),
    ...(reason ? [REASON_WORDS[reason].message] : []),
    ...TELLING[stage].flatMap(told),
  ]
  // an address in place of a name is its own answer
  return [...new Set(all)].join(', ')
}

/** A terminal obeys control characters, whoever sent them. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ').trim()
