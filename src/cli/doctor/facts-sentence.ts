import { FACT_WORDS } from '#contract/fact-words.ts'
import { PHP_USER_WORDS, REASON_WORDS } from '#contract/step-words.ts'
import { PHP_USER_SOURCES, REASONS, type Fact, type Stage, type Step } from '#domain/diagnosis.ts'

import type { Say } from '../language.ts'

/** The facts of each stage that are shown, beside the cause and the reason. */
const SHOWN_FACTS: Record<Stage, readonly Fact[]> = {
  text: ['finding', 'length'],
  machine: ['user', 'said'],
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
  'glpi-right': ['rights', 'profile', 'other-profiles', 'user', 'judged-for', 'said'],
  'glpi-settings': ['glpi-version', 'install-mode', 'proxy'],
  'glpi-file': ['path', 'state', 'owner', 'mode', 'user', 'judged-for'],
  'glpi-stored': ['finding', 'length', 'fingerprint'],
  'glpi-copy': ['path', 'state'],
  directory: ['path', 'state', 'owner', 'mode', 'user', 'judged-for'],
}

/** These need no name beside them. */
const NEEDS_NO_NAME: ReadonlySet<Fact> = new Set(['finding', 'host', 'ipv4', 'ipv6', 'asked', 'tls-version', 'verdict'])

/** The evidence of a step in one line: its cause first, then what was seen. */
export function factsSentence(say: Say, { stage, cause, facts }: Step): string {
  const describe = (fact: Fact): string[] => {
    const value = printable(facts[fact] ?? '')
    if (value === '') return []
    if (fact === 'judged-for') return [`${say(FACT_WORDS[fact])} ${value}${judgedBy(say, facts['judged-by'])}`]
    return [NEEDS_NO_NAME.has(fact) ? value : `${say(FACT_WORDS[fact])} ${value}`]
  }
  const reason = REASONS.find((known) => known === facts.reason)
  const all = [
    ...(cause === null ? [] : [cause]),
    ...describe('error-code'),
    ...(reason ? [say(REASON_WORDS[reason])] : []),
    ...SHOWN_FACTS[stage].flatMap(describe),
  ]
  // an address in place of a name is its own answer
  return [...new Set(all)].join(', ')
}

/** How it is known which user PHP runs as. */
function judgedBy(say: Say, source: string | undefined): string {
  const known = PHP_USER_SOURCES.find((one) => one === source)
  return known ? ` (${say(PHP_USER_WORDS[known])})` : ''
}

/** Control characters from a wire would be obeyed by the terminal. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ').trim()
