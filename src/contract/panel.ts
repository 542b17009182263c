import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { RUNGS } from '#domain/expiry.ts'
import { CONDITIONS } from '#domain/unlock.ts'
import { STORAGES, METHOD_KINDS } from '#domain/storage.ts'
import { FINDINGS, SOURCES, STATES, VENDOR_VERDICTS } from '#domain/verdict.ts'
import { SEVERITIES, WARNING_KINDS } from '#domain/warning-kinds.ts'
import { AskedAs } from './asked-as.ts'
import { GlpiSnapshot } from './glpi-snapshot.ts'
import { ROLES } from './roles.ts'

const CauseCode = z.enum(CAUSE_CODES)
const Instant = z.iso.datetime()
export const Fingerprint = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/))

/** The body of POST registration/check. */
export const KeyForm = z.strictObject({ key: z.string().check(z.minLength(1)) })

/** Without it a key that may be good is replaced by nothing that GLPI Network has not accepted: `key-not-verified`. */
const replaceUnverified = z.optional(z.boolean())

/** The body of PUT registration. */
export const SaveForm = z.extend(KeyForm, {
  replaceUnverified,
  /** Save it here even where the GLPI does not answer, and write it there once it does. */
  keepWithoutGlpi: z.optional(z.boolean()),
})
export type SaveForm = z.infer<typeof SaveForm>

/** The body of POST registration/restore: which of the `former` keys is put back. */
export const RestoreForm = z.strictObject({ fingerprint: Fingerprint, replaceUnverified })
export type RestoreForm = z.infer<typeof RestoreForm>

/** What GLPI's marketplace does about GLPI's own page of plugins. */
export const PLUGINS_PAGE_CHOICES = ['ask', 'replace', 'never'] as const

/** The body of PUT registration/plugins-page. */
export const PluginsPageForm = z.strictObject({ choice: z.enum(PLUGINS_PAGE_CHOICES) })
export type PluginsPageForm = z.infer<typeof PluginsPageForm>

/** How long a key that was replaced or removed can be put back. */
export const FORMER_KEY_DAYS = 7

export const InstanceId = z.string().check(z.regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/))

export const SubscriptionView = z.object({
  title: z.nullable(z.string()),
  running: z.boolean(),
  beginsAt: z.nullable(Instant),
  endsAt: z.nullable(Instant),
  offer: z.nullable(z.string()),
})

const Vendor = z.object({
  verdict: z.enum(VENDOR_VERDICTS),
  message: z.nullable(z.string()),
  cause: z.nullable(CauseCode),
  /** The language the message was asked in, e.g. `fr`. */
  language: z.nullable(z.string()),
})

const Expiry = z.object({
  endsAt: Instant,
  daysLeft: z.int(),
  trial: z.boolean(),
  ladder: z.readonly(z.array(z.int())),
  rung: z.nullable(z.literal(RUNGS)),
})

/** The one thing to warn of first. */
const Warning = z.object({
  kind: z.enum(WARNING_KINDS),
  severity: z.enum(SEVERITIES),
  /** null where it is not known how many are left. */
  days: z.nullable(z.int()),
})

const Unlock = z.object({
  open: z.nullable(z.boolean()),
  conditions: z.array(
    z.object({ id: z.enum(CONDITIONS), holds: z.nullable(z.boolean()), cause: z.nullable(CauseCode) }),
  ),
})

/** How much of the marketplace the key opens, as it was listed last. */
export const PluginSummary = z.object({
  open: z.int(),
  total: z.int(),
  /** Whether the whole catalogue was read. */
  complete: z.boolean(),
  /** The offers that others need, by their titles or else their references, with how many need each. */
  needs: z.array(z.object({ offer: z.string(), count: z.int() })),
})
export type PluginSummary = z.infer<typeof PluginSummary>

const FormerKey = z.object({
  fingerprint: Fingerprint,
  length: z.int(),
  /** By the gateway's clock, as `until`: the moment after which it is deleted. */
  endedAt: Instant,
  until: Instant,
  reason: z.enum(['replaced', 'removed']),
})
export type FormerKey = z.infer<typeof FormerKey>

/** Other instances that have this very key, a few of them; left out where there are none. */
const alsoSavedFor = z.optional(z.array(z.object({ id: InstanceId, name: z.string() })))

/** GET, PUT, DELETE registration and POST registration/refresh all answer with this. The key itself is never in it. */
export const Registration = z.object({
  instance: InstanceId,
  /** Which key is saved, and where it would go: what `If-Match` of a change takes. The `ETag` begins with it. */
  revision: z.string(),
  state: z.enum(STATES),
  key: z.nullable(z.object({ fingerprint: Fingerprint, length: z.int(), savedAt: Instant })),
  /** The three parts of the verdict; `text` is null without a key. */
  text: z.nullable(z.enum(FINDINGS)),
  vendor: Vendor,
  freshness: z.object({
    /** When the verdict that is shown was given. */
    checkedAt: z.nullable(Instant),
    source: z.nullable(z.enum(SOURCES)),
    /** When GLPI Network was last asked, answered or not. */
    attemptedAt: z.nullable(Instant),
    nextCheckAt: z.nullable(Instant),
    /** What set off the latest attempt. */
    by: z.nullable(z.enum(['save', 'person', 'schedule'])),
  }),
  /** Whether the key stuck in GLPI; `none` until a GLPI is connected. */
  storage: z.enum(STORAGES),
  storageCause: z.nullable(CauseCode),
  /** null while no GLPI is connected. */
  glpi: z.nullable(GlpiSnapshot),
  /** Whether POST registration/write may write the saved key into that GLPI: it was given for the very places it would go to. */
  mayWriteAgain: z.boolean(),
  /** How GLPI Network is asked about this instance. */
  askedAs: AskedAs,
  /** Keys that can be put back by POST registration/restore, the latest first. */
  former: z.array(FormerKey),
  /** Saved here, and written into that GLPI once it answers. */
  writeDue: z.boolean(),
  subscription: z.nullable(SubscriptionView),
  owner: z.nullable(z.string()),
  expiry: z.nullable(Expiry),
  warning: Warning,
  unlock: Unlock,
  alsoSavedFor,
  /** Left out where the marketplace was not listed within the last hour: GLPI Network is not asked for this. */
  plugins: z.optional(PluginSummary),
  /** Now, by GLPI Network's clock as far as it is known: what days are counted from. */
  now: Instant,
})
export type Registration = z.infer<typeof Registration>

/** POST registration/check: a dry run, nothing stored. */
export const CheckReply = z.object({
  state: z.enum(STATES),
  text: z.enum(FINDINGS),
  vendor: Vendor,
  subscription: z.nullable(SubscriptionView),
  owner: z.nullable(z.string()),
  expiry: z.nullable(Expiry),
  checkedAt: Instant,
  fingerprint: Fingerprint,
  alsoSavedFor,
})
export type CheckReply = z.infer<typeof CheckReply>

/** GET glpi-pages: pages of the connected GLPI itself; null where no connection names its address. */
export const GlpiPages = z.nullable(z.object({ registration: z.url(), marketplace: z.url() }))
export type GlpiPages = z.infer<typeof GlpiPages>

export const Instance = z.object({
  id: InstanceId,
  name: z.string(),
  servicesUrl: z.string(),
  /** The stand-in for GLPI Network; practice, nothing real. */
  sandbox: z.boolean(),
  state: z.enum(STATES),
  /** Of the key in GLPI; null where that is not known to be this one, and before it starts. */
  daysLeft: z.nullable(z.int()),
  /** Its end has the ladder of a trial. Left out where it has not: a list may have ten thousand. */
  isTrial: z.optional(z.boolean()),
  /** The same key is saved for another instance as well. Left out where it is not. */
  isShared: z.optional(z.boolean()),
  /** Until the subscription starts; null where it has started, or names no day. */
  startsInDays: z.nullable(z.int()),
  warning: Warning,
  checkedAt: z.nullable(Instant),
  /** The cause to act on first: GLPI Network's, else GLPI's; the other way round while what is in GLPI decides the state. */
  cause: z.nullable(CauseCode),
  storage: z.enum(STORAGES),
  /** null while no GLPI is connected. */
  glpi: z.nullable(z.object({ ways: z.array(z.enum(METHOD_KINDS)), version: z.nullable(z.string()) })),
})
export type Instance = z.infer<typeof Instance>
export const Instances = z.object({
  /** Asked for again with `?since=` this, the list has only what was changed. */
  since: z.string(),
  /** Without `removed`, all of them; else those that were changed or added. */
  instances: z.array(Instance),
  removed: z.optional(z.array(InstanceId)),
})
export type Instances = z.infer<typeof Instances>

/** What a page that does not list them needs to know of all instances: those of a small list, else the first ones. */
export const FirstInstances = z.object({ count: z.int(), instances: z.array(Instance) })
export type FirstInstances = z.infer<typeof FirstInstances>

export const SessionForm = z.strictObject({
  token: z.string().check(z.minLength(1), z.maxLength(200)),
  /** A random text of the page for this one sign-in: with it the same browser may spend the link again for a minute. */
  attempt: z.optional(z.string().check(z.minLength(20), z.maxLength(200))),
})
export const Session = z.object({
  role: z.enum(ROLES),
  /** The name in their invitation; null without one. */
  name: z.nullable(z.string()),
  expiresAt: Instant,
  /** Whether this Latchkey may run commands for the console of a GLPI (LATCHKEY_CONSOLE=on). */
  consoleAllowed: z.boolean(),
})
export type Session = z.infer<typeof Session>
/** GET session; null: nobody is signed in. An answer, not a refusal, because every visit begins with the question. */
export const CurrentSession = z.nullable(Session)
export type CurrentSession = z.infer<typeof CurrentSession>

export const Health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  /** By the gateway's own clock: for whoever compares it with another. */
  now: Instant,
  /** What makes a new sign-in link, with the data folder: for callers on the gateway's own machine only. */
  inviteCommand: z.optional(z.string()),
})
export type Health = z.infer<typeof Health>

/** GET ready. What is not ready is refused with `not-ready`. */
export const Ready = z.object({ status: z.literal('ready') })

/** GET sandbox/keys: the stand-in's keys, for the panel's own "try one" list. Empty without a sandbox. */
export const SandboxKeys = z.object({
  keys: z.array(z.object({ name: z.string(), does: z.string(), key: z.string() })),
})
export type SandboxKeys = z.infer<typeof SandboxKeys>
