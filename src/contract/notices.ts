import { LANGUAGES } from './languages.ts'
import * as z from 'zod/mini'
import { ShownName } from './shown-name.ts'
import { isLoopback } from './loopback.ts'
import { InstanceId } from './panel.ts'
import { RUNGS } from '#domain/expiry.ts'

/** How a recipient is reached. Each but the first is an HTTP address that takes a body of its own. */
export const RECIPIENT_KINDS = ['email', 'webhook', 'teams', 'slack', 'mattermost', 'ntfy', 'glpi-ticket'] as const
export type RecipientKind = (typeof RECIPIENT_KINDS)[number]

/** The language of the messages. */

/** What is told beside the days before an end: how pressing a trouble must be. */
export const TROUBLE_SEVERITIES = ['critical', 'warning'] as const
export type TroubleSeverity = (typeof TROUBLE_SEVERITIES)[number]

/** How mail is sent on its way. `starttls` fails where the server offers none: nothing is sent unencrypted by surprise. */
export const MAIL_TLS = ['starttls', 'tls', 'none'] as const
export type MailTls = (typeof MAIL_TLS)[number]

/** Why a message was not taken, as far as that is known. */
export const NOTICE_FAULTS = [
  'mail-not-set-up',
  'name-not-found',
  'connect-refused',
  'no-answer',
  'cut-off',
  'tls',
  'address-refused',
  'redirected',
  'proxy',
  'sign-in-refused',
  'refused',
  'unknown',
] as const
export type NoticeFault = (typeof NOTICE_FAULTS)[number]

/** One mail address without a name. No blank, no line break and no list: it goes into the head of a mail. */
const MailAddress = z
  .string()
  .check(z.maxLength(254), z.regex(/^[^\s\p{C}@<>()[\]\\,;:"]{1,64}@[^\s\p{C}@<>()[\]\\,;:"]+$/u))

/** An address that messages are sent to. A login in it would be shown, and is never sent. */
const HookUrl = z.url({ protocol: /^https?$/ }).check(z.maxLength(2000), z.regex(/^[^@#\\\s\p{C}]*$/u))

/** A token or a signing secret: it may stand in a header. */
const Secret = z.string().check(z.minLength(1), z.maxLength(500), z.regex(/^[\x21-\x7e]+$/))

const ClockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/** A name of the time zone database. The gateway knows which there are. */
const TimeZone = z.string().check(z.maxLength(64), z.regex(/^[\w+/-]+$/))

const wishes = {
  name: ShownName,
  language: z.enum(LANGUAGES),
  /** The rungs before an end that are told. */
  rungs: z.array(z.literal(RUNGS)).check(z.maxLength(RUNGS.length)),
  /** The troubles that are told, by how pressing they are. */
  troubles: z.array(z.enum(TROUBLE_SEVERITIES)).check(z.maxLength(TROUBLE_SEVERITIES.length)),
  /** null: all of them, but for practice. */
  instances: z.nullable(z.array(InstanceId).check(z.minLength(1), z.maxLength(1000))),
  /** A digest has all that is new, once a day at `digestAt`. */
  delivery: z.enum(['at-once', 'daily']),
  digestAt: ClockTime,
  /** Messages wait until these hours are over. */
  quiet: z.nullable(z.object({ from: ClockTime, to: ClockTime })),
  zone: TimeZone,
}

/** The body of POST recipients. */
export const RecipientForm = z.strictObject({
  ...wishes,
  kind: z.enum(RECIPIENT_KINDS),
  /** A mail address or an HTTP address, by `kind`. Left out in a change, the stored one stays. */
  target: z.optional(z.string().check(z.maxLength(2000))),
  /** What signs a webhook, or opens ntfy or GLPI's API. Left out, the stored one stays; null takes it away. */
  secret: z.optional(z.nullable(Secret)),
  /** GLPI's App-Token, where its API client asks for one. */
  appToken: z.optional(z.nullable(Secret)),
})
export type RecipientForm = z.infer<typeof RecipientForm>

/** Whether messages can be sent there at all. */
export const isTargetOf = (kind: RecipientKind, target: string): boolean =>
  (kind === 'email' ? MailAddress : HookUrl).safeParse(target).success

/** What a kind does with a secret. */
export const SECRET_NEED: Record<RecipientKind, 'none' | 'optional' | 'needed'> = {
  email: 'none',
  webhook: 'needed',
  teams: 'none',
  slack: 'none',
  mattermost: 'none',
  ntfy: 'optional',
  'glpi-ticket': 'needed',
}

const Instant = z.iso.datetime()

const NoticeFailure = z.object({
  fault: z.enum(NOTICE_FAULTS),
  /** What the other side answered, or the code of the system. */
  said: z.nullable(z.string()),
})
export type NoticeFailure = z.infer<typeof NoticeFailure>

const Recipient = z.object({
  ...wishes,
  id: z.string(),
  /** Of what a person has set: `If-Match` of a change. */
  revision: z.string(),
  kind: z.enum(RECIPIENT_KINDS),
  /** The mail address; of an HTTP address its host only, because the rest of it is often a secret. */
  target: z.string(),
  hasSecret: z.boolean(),
  hasAppToken: z.boolean(),
  lastSentAt: z.nullable(Instant),
  /** Messages that wait: for the first attempt, for the next one, or for the end of the quiet hours. */
  queued: z.int(),
  /** What is new and waits for the digest. */
  forDigest: z.int(),
  failing: z.nullable(z.object({ since: Instant, attempts: z.int(), nextAttemptAt: Instant, failure: NoticeFailure })),
  /** The messages that are not tried any more. */
  givenUp: z.nullable(z.object({ count: z.int(), latestAt: Instant, failure: NoticeFailure })),
})
export type Recipient = z.infer<typeof Recipient>

const mailServer = {
  host: z.string().check(z.trim(), z.minLength(1), z.maxLength(253), z.regex(/^[^\s\p{C}/@]+$/u)),
  port: z.int().check(z.minimum(1), z.maximum(65_535)),
  tls: z.enum(MAIL_TLS),
  /** null: nobody signs in. */
  user: z.nullable(z.string().check(z.minLength(1), z.maxLength(250), z.regex(/^\P{C}+$/u))),
  from: MailAddress,
  /** PEM of an issuer that is trusted beside the usual ones; null for none. */
  ca: z.nullable(z.string().check(z.maxLength(20_000), z.regex(/-----BEGIN CERTIFICATE-----/))),
}

/** The body of PUT mail. The password that is stored stays where none is given, and host, port, encryption and user are the same. */
export const MailForm = z.strictObject({
  ...mailServer,
  password: z.optional(z.string().check(z.minLength(1), z.maxLength(500), z.regex(/^\P{Cc}+$/u))),
})
export type MailForm = z.infer<typeof MailForm>

const MailView = z.object({ ...mailServer, hasPassword: z.boolean() })
export type MailView = z.infer<typeof MailView>

/** The body of POST mail/test: nothing is stored. */
export const MailTestForm = z.strictObject({
  mail: MailForm,
  to: MailAddress,
  language: z.enum(LANGUAGES),
})
export type MailTestForm = z.infer<typeof MailTestForm>

/** What became of a test message. `said` is the answer of the other side. */
export const NoticeTest = z.object({ said: z.nullable(z.string()), failure: z.nullable(NoticeFailure) })
export type NoticeTest = z.infer<typeof NoticeTest>

export const Notices = z.object({
  /** Where links lead: LATCHKEY_PUBLIC_URL, or where the gateway listens. */
  address: z.nullable(z.string()),
  mail: z.nullable(MailView),
  /** There is one, which the gateway cannot decrypt: it can be replaced or removed. */
  isMailUnreadable: z.optional(z.boolean()),
  /** Of the mail server, also where there is none: `If-Match` of a change. */
  mailRevision: z.string(),
  recipients: z.array(Recipient),
})
export type Notices = z.infer<typeof Notices>

/** A password goes over an encrypted connection, or not beyond this machine. */
export const isPasswordSafe = ({ host, tls }: Pick<MailForm, 'host' | 'tls'>): boolean =>
  tls !== 'none' || isLoopback(host)
