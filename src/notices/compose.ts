import type { TroubleSeverity } from '#contract/notices.ts'
import { WARNING_WORDS } from '#contract/warning-words.ts'
import type { WarningKind } from '#domain/warning-kinds.ts'
import type { SayTo } from './message-language.ts'
import { MESSAGE_WORDS, NEXT_STEPS, type ToldKind } from './notice-words.ts'
import { troublesOf, type NoticeFacts } from './occasions.ts'
import type { Watched } from './watched.ts'

/** How a whole fleet stands, for a digest. */
export type FleetSummary = { count: number; ending: number; ended: number; troubled: number }

const SOON_DAYS = 30

const hasEnded = ({ warnings }: Watched): boolean => warnings.some(({ kind }) => kind === 'ended')

/** One that has ended is not also about to end. */
const isEnding = (one: Watched): boolean => !hasEnded(one) && one.warning.days !== null && one.warning.days <= SOON_DAYS

export const fleetSummaryOf = (watched: readonly Watched[]): FleetSummary => ({
  count: watched.length,
  ending: watched.filter(isEnding).length,
  ended: watched.filter(hasEnded).length,
  troubled: watched.filter((one) => troublesOf(one).length > 0).length,
})

/** One notice in words. */
export type ToldNotice = {
  facts: NoticeFacts
  /** The instance and what is the matter, in one line. */
  title: string
  /** What is the matter, as a sentence. */
  sentence: string
  /** The day of the end, where it is known. */
  end: string | null
  next: string
  url: string
}

/** A message before it takes the form of a mail or of a webhook's body. None of it holds a key. */
export type ComposedMessage = {
  id: string
  /** Milliseconds; the same at each attempt. */
  createdAt: number
  language: string
  severity: TroubleSeverity | 'ok'
  subject: string
  /** How the fleet stands; null but for a digest. */
  fleet: string | null
  summary: FleetSummary | null
  notices: ToldNotice[]
  /** Of a test, which has no notices. */
  body: string | null
  /** Why one receives it, and where that is changed. */
  footer: string
  /** The page to open first. */
  url: string
  /** What a link to it says. */
  open: string
}

export type ComposeOptions = {
  say: SayTo
  /** The address that people use. */
  address: string
  /** The recipient's time zone. */
  zone: string
}

type Posted = { id: string; createdAt: number; summary: FleetSummary | null; notices: readonly NoticeFacts[] }

/** Where each warning is dealt with. */
const PAGES: Partial<Record<WarningKind, string>> = {
  'clock-wrong': 'diagnosis',
  'vendor-silent': 'diagnosis',
  'glpi-silent': 'settings',
}

export const oneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

const sentenceOf = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

const isTold = (kind: WarningKind): kind is ToldKind => Object.hasOwn(NEXT_STEPS, kind)

export function composeMessage({ id, createdAt, summary, notices }: Posted, options: ComposeOptions): ComposedMessage {
  const { say, address } = options
  const parts = notices.map((facts) => tell(facts, options))
  const [only] = parts
  const isDigest = summary !== null
  return {
    id,
    createdAt,
    language: say.language,
    severity: notices.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning',
    subject: isDigest || !only ? say(MESSAGE_WORDS.digest, { count: parts.length }) : only.title,
    fleet: summary && fleetLine(summary, say),
    summary,
    notices: parts,
    body: null,
    footer: say(MESSAGE_WORDS.why, { url: `${address}/notices` }),
    url: isDigest || !only ? `${address}/instances` : only.url,
    open: say(MESSAGE_WORDS.open),
  }
}

/** A message that says nothing but that it arrived. */
export function composeTest(id: string, createdAt: number, { say, address }: ComposeOptions): ComposedMessage {
  return {
    id,
    createdAt,
    language: say.language,
    severity: 'ok',
    subject: say(MESSAGE_WORDS.test),
    fleet: null,
    summary: null,
    notices: [],
    body: sentenceOf(say(MESSAGE_WORDS.testBody)),
    footer: say(MESSAGE_WORDS.why, { url: `${address}/notices` }),
    url: `${address}/notices`,
    open: say(MESSAGE_WORDS.open),
  }
}

function fleetLine(summary: FleetSummary, say: SayTo): string {
  const { count, ending, ended, troubled } = summary
  const parts = [
    say(MESSAGE_WORDS.fleet, { count, ending }),
    ...(ended > 0 ? [say(MESSAGE_WORDS.fleetEnded, { ended })] : []),
    ...(troubled > 0 ? [say(MESSAGE_WORDS.fleetTroubled, { troubled })] : []),
  ]
  return sentenceOf(parts.join(', '))
}

function tell(facts: NoticeFacts, { say, address, zone }: ComposeOptions): ToldNotice {
  const { instance, kind, days, endsAt } = facts
  const date = endsAt === null ? null : dateIn(endsAt, say.language, zone)
  const name = oneLine(instance.name)
  const named = instance.practice ? `${name} (${say(MESSAGE_WORDS.practice)})` : name
  const sentence = say(WARNING_WORDS[kind], { days: days ?? 0 })
  const next = isTold(kind) ? say(NEXT_STEPS[kind], { date: date ?? '' }) : ''
  return {
    facts,
    title: say(MESSAGE_WORDS.title, { name: named, sentence }),
    sentence: sentenceOf(sentence),
    end:
      date === null || facts.rung === null
        ? null
        : sentenceOf(say(facts.rung === 'ended' ? MESSAGE_WORDS.endedOn : MESSAGE_WORDS.endsOn, { date })),
    next: sentenceOf(say(MESSAGE_WORDS.next, { step: next })),
    url: `${address}/${instance.id}/setup/general/${PAGES[kind] ?? 'glpi-network'}`,
  }
}

const dateIn = (iso: string, language: string, zone: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: zone }).format(
    Date.parse(iso),
  )

/** All of it as plain text. */
export function plainTextOf({ notices, fleet, body, footer, url }: ComposedMessage): string {
  const paragraphs = notices.map(({ title, end, next, url: page }) =>
    [sentenceOf(title), end, next, page].filter((line) => line !== null).join('\n'),
  )
  const blocks = [
    fleet === null ? null : `${fleet}\n${url}`,
    body === null ? null : body,
    ...paragraphs,
    `-- \n${footer}`,
  ]
  return `${blocks.filter((block) => block !== null).join('\n\n')}\n`
}
