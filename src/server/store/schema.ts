import type { Generated } from 'kysely'
import type { FormerKey, Registration } from '#contract/panel.ts'
import type { SessionEnd, SignInOrigin } from '#contract/people.ts'
import type { GlpiSignInMethod } from '#contract/glpi-sign-in.ts'
import type { Role } from '#contract/roles.ts'
import type { AuditAction, AuditOrigin, AuditOutcome } from '#contract/audit.ts'
import type { HistoryEntry } from '#contract/history.ts'
import type { NoticeFault } from '#contract/notices.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Storage } from '#domain/storage.ts'
import type { Finding } from '#domain/verdict.ts'
import { OF_INSTANCE, SQLITE_WORDS, type SqlWords } from './sql-words.ts'

/**
 * `canary`: a text that is sealed with the key of all secrets here. `address`: where people reach the gateway. `calendar`: tells the
 * events of this store from those of another, in a calendar that has both. `mail`: the mail server, sealed. `key`: the id of the key that
 * everything new is sealed with. `former-keys`: ids of the keys that nothing is sealed with any more, nor may be.
 */
export type StoreFact = 'canary' | 'address' | 'calendar' | 'mail' | 'key' | 'former-keys' | 'ready'

/** What is counted, so that it is not asked of others, or tried, without end. */
export const LIMIT_KINDS = ['vendor', 'asks', 'links', 'glpi-addresses', 'glpi-accounts', 'codes'] as const
export type LimitKind = (typeof LIMIT_KINDS)[number]

/** Times are milliseconds since the epoch by the gateway's clock. JSON columns name the type of their content. */
export type Tables = {
  instances: {
    id: string
    name: string
    services_url: string
    /** GLPI's `glpi_network_uuid` and its version, as a person entered them. */
    uid: string | null
    glpi_version: string | null
    created_at: number
    /** When its name, address or connection was last changed. Grows with each change. */
    settings_changed_at: number | null
    /** The same without the name: the rest decides where a key goes. */
    places_changed_at: number | null
  }
  registrations: {
    instance_id: string
    sealed_key: string
    fingerprint: string
    key_length: number
    finding: Finding
    saved_at: number
    /** `Observation` of the latest attempt. */
    latest: string | null
    latest_at: number | null
    /** By GLPI Network's clock, as `answer_vendor_at`. */
    latest_vendor_at: number | null
    latest_by: Registration['freshness']['by']
    /** `Answer` of the last attempt that was answered. */
    answer: string | null
    answer_at: number | null
    answer_vendor_at: number | null
    answer_language: string | null
    /** Questions in a row without an answer. */
    failures: number
    next_check_at: number
    /** How many plugins were open when somebody looked last (`plugin-summary.ts`). */
    plugin_summary: string | null
  }
  /** Keys that were replaced or removed, for as long as they can be restored. */
  former_keys: {
    instance_id: string
    sealed_key: string
    fingerprint: string
    key_length: number
    finding: Finding
    ended_at: number
    reason: FormerKey['reason']
    /** GLPI Network's address when the key was saved. The key is sent to no other host. */
    services_url: string
    /** Whether it was entered for exactly the places that are connected. */
    given: 0 | 1
  }
  /** Facts about this store itself. */
  store_facts: {
    name: StoreFact
    value: string
  }
  history: {
    id: Generated<number>
    instance_id: string
    event: HistoryEntry['event']
    first_at: number
    last_at: number
    count: number
    fingerprint: string | null
    state: HistoryEntry['state']
    verdict: HistoryEntry['verdict']
    cause: HistoryEntry['cause']
    set_off_by: HistoryEntry['trigger']
    sign_in_id: number | null
    sign_in_role: Role | null
    /** As the person was called then. */
    sign_in_name: string | null
    begins_at: number | null
    ends_at: number | null
  }
  diagnoses: {
    instance_id: string
    /** `StoredDiagnosis`: the latest run that ended, and what it was about. */
    run: string
  }
  /** The GLPI of an instance: its connection, its snapshot, and whether the key was stored there. */
  glpis: {
    instance_id: string
    /** `Connection`, sealed. */
    sealed_connection: string
    /** `MethodKind[]`. */
    ways: string
    /** `SeenOfGlpi`; null before the first inspection. */
    seen: string | null
    /** The address of GLPI's own proxy with its login, sealed; null where there is none that can be used here. */
    sealed_proxy: string | null
    /** When anything of it was last seen. */
    seen_at: number | null
    /** When it was last inspected, with or without success. */
    attempted_at: number | null
    cause: CauseCode | null
    /** `Evidence` of that cause. */
    evidence: string | null
    /** Failed inspections in a row. */
    failures: number
    next_look_at: number
    storage: Storage
    storage_cause: CauseCode | null
    holds_another: 0 | 1
    /** The stored value that was proven to be the key `proven_fingerprint`. */
    mark: string | null
    proven_fingerprint: string | null
    /** `ObservedStorage`: when and how the columns about the key were observed; null in rows of an earlier version. */
    observed: string | null
    /** The key that was entered for exactly the places this connection leads to. */
    given_fingerprint: string | null
    /** The saved key is to be written there once GLPI answers. */
    write_due: Generated<0 | 1>
  }
  /** Tokens that read the metrics and the calendar. */
  read_tokens: {
    id: Generated<number>
    /** SHA-256 of the token, which is not stored itself. */
    token_hash: string
    name: string
    created_at: number
  }
  /** Who is told of warnings. */
  notice_recipients: {
    id: string
    /** `RecipientWishes`. */
    wishes: string
    /** `RecipientTarget`, sealed: the address of a webhook is often a secret by itself. */
    sealed_target: string
    created_at: number
    /** When the next digest is due; null where each message is sent at once. */
    next_digest_at: number | null
  }
  /** Troubles that hold, and since when: one that ends and comes back is told again. */
  notice_troubles: {
    instance_id: string
    kind: string
    began_at: number
  }
  /** What is sent: one notice, or all of a digest. */
  notice_messages: {
    id: string
    recipient_id: string
    created_at: number
    state: 'queued' | 'sent' | 'given-up'
    attempts: number
    /** For a claimed one, when the claim ends. */
    next_attempt_at: number
    /** The first attempt that failed. */
    failing_since: number | null
    fault: NoticeFault | null
    said: string | null
    ended_at: number | null
    /** `FleetSummary` of a digest; null for a single notice. */
    summary: string | null
  }
  /** What a recipient is told, once for each `occasion`: a rung of one end, or one occurrence of a trouble. */
  notices: {
    recipient_id: string
    instance_id: string
    occasion: string
    /** `NoticeFacts`, as they were then; empty once the message is forgotten. */
    facts: string
    decided_at: number
    /** null while it waits for a digest. */
    message_id: string | null
  }
  /** The latest check of many keys: one row, or none. */
  check_runs: {
    id: Generated<number>
    phase: 'running' | 'cancelled' | 'ended'
  }
  check_run_items: {
    instance_id: string
    position: number
    /** `checked`, or the code of why not; null while it is to be done. */
    outcome: string | null
  }
  /**
   * What was changed, written by triggers: the later, the higher the number. A subject is the id of an instance, or the fingerprint of a
   * key where something about the instances that have it was changed. Each is in it once.
   */
  changes: {
    number: Generated<number>
    subject: string
  }
  sign_ins: {
    id: Generated<number>
    /** SHA-256 of the one-time token, and later of the session's secret. Neither is stored itself. */
    token_hash: string
    role: Role
    /** The person, as whoever invited them named them. */
    name: string | null
    origin: SignInOrigin
    expires_at: number
    burnt_at: number | null
    /** Of what the page sent beside the token: with it, its browser may spend the token again for a minute. */
    attempt_hash: string | null
    session_hash: string | null
    session_expires_at: number | null
    /** A minute late at most. */
    used_at: number | null
    /** `User-Agent` of the browser. */
    device: string | null
    /** null while it is open, and where only time has ended it. */
    ended_as: SessionEnd | null
    /** The secret before this one, for requests that were under way meanwhile. */
    former_hash: string | null
    former_until: number | null
    /** 1: the next request gets another secret, because the role has changed. */
    is_secret_due: Generated<number>
    /** Of the session, or of the link while that is unused. */
    ends_at: number
    /** Of a session that a GLPI vouches for: so long it counts without that GLPI saying so again. */
    right_until: number | null
  }
  /** The GLPIs that people sign in by. */
  glpi_sign_ins: {
    instance_id: string
    method: GlpiSignInMethod
    /** `GlpiSignInSettings`, sealed. */
    sealed_settings: string
  }
  /** The sessions that GLPIs vouch for. */
  glpi_sessions: {
    sign_in_id: number
    instance_id: string
    /** `GlpiHold`, sealed. */
    sealed_hold: string
    /** What GLPI's right has given; an administrator may have given another role since. */
    given_role: Role
    next_read_at: number
  }
  /** What limits have counted. */
  limit_states: {
    /** See `hashOfLimit`. */
    name: string
    kind: LimitKind
    /** What the limit itself keeps there, as JSON. */
    state: string
    ends_at: number
  }
  /** Diagnoses that a replica makes now, for those who look at them by another one. */
  diagnosis_runs: {
    id: string
    /** Who asks for a run of this name joins it. */
    name: string
    /** `stopped`: nobody follows it any more, and its maker has not ended it yet. */
    phase: 'running' | 'stopped' | 'ended'
    begun_at: number
  }
  diagnosis_run_followers: {
    run_id: string
    /** The viewers of one replica are one follower. */
    follower: string
  }
  diagnosis_run_lines: {
    run_id: string
    /** From 0 on. */
    number: number
    /** `DiagnosisLine`. */
    line: string
  }
  /** Pages that are shown to support now. */
  shared_pages: {
    /** Whose page it is. */
    sign_in_id: number
    /** `SharedPage`. */
    page: string
    /** Another one after each change. */
    version: string
    ends_at: number
  }
  /** What opens one, or looks on. */
  shared_page_secrets: {
    /** SHA-256 of the secret, which is not stored itself. */
    secret_hash: string
    sign_in_id: number
  }
  /** `AuditRow`s. Triggers refuse to change one, and to delete one before the head says that it may go. */
  audit: {
    number: number
    at: number
    action: AuditAction
    outcome: AuditOutcome
    code: string | null
    count: number
    origin: AuditOrigin | null
    sign_in_id: number | null
    person: string | null
    role: Role | null
    address: string | null
    instance_id: string | null
    fingerprint_before: string | null
    fingerprint_after: string | null
    /** JSON. */
    facts: string
    hash: string
  }
  /** One row: the latest of `audit`, and the latest that retention has removed (0 and the hash of nothing before that). */
  audit_head: {
    id: 1
    number: number
    hash: string
    cut_number: number
    cut_hash: string
    /** The latest row that was sent to a syslog server, and the latest that it counts as having read. */
    sent_number: number
    read_number: number
  }
}

/** A function says it in the words of either database. What is a list was SQLite's alone: see postgres-baseline.ts. */
export type Migration = readonly string[] | ((words: SqlWords) => readonly string[])

/** One entry for each version. A released entry is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  [
    `create table instances (
      id text primary key, name text not null, services_url text not null, uid text not null, created_at integer not null
    )`,
    `create table registrations (
      instance_id text primary key references instances(id) on delete cascade,
      sealed_key text not null, fingerprint text not null, key_length integer not null, finding text not null,
      saved_at integer not null,
      latest text, latest_at integer, latest_by text,
      answer text, answer_at integer, answer_language text,
      failures integer not null, next_check_at integer not null
    )`,
    `create index registrations_due on registrations(next_check_at)`,
    `create table history (
      id integer primary key autoincrement,
      instance_id text not null references instances(id) on delete cascade,
      event text not null, first_at integer not null, last_at integer not null, count integer not null,
      fingerprint text, state text not null, verdict text not null, cause text
    )`,
    `create index history_by_instance on history(instance_id, id)`,
    `create table sign_ins (
      id integer primary key autoincrement,
      token_hash text not null unique, role text not null, origin text not null, expires_at integer not null,
      burnt_at integer, session_hash text unique, session_expires_at integer
    )`,
  ],
  [
    `alter table registrations add column latest_vendor_at integer`,
    `alter table registrations add column answer_vendor_at integer`,
    `update registrations set answer_vendor_at = answer_at + json_extract(answer, '$.clockOffsetMs') where answer is not null`,
  ],
  [
    `create table diagnoses (
      instance_id text primary key references instances(id) on delete cascade, run text not null
    )`,
  ],
  [
    `create table glpis (
      instance_id text primary key references instances(id) on delete cascade,
      sealed_connection text not null, ways text not null,
      seen text, sealed_proxy text, seen_at integer, cause text, failures integer not null, next_look_at integer not null,
      storage text not null, storage_cause text, holds_another integer not null, mark text, proven_fingerprint text
    )`,
    `create index glpis_due on glpis(next_look_at)`,
  ],
  [`alter table glpis add column given_fingerprint text`],
  [
    // earlier versions made up ids and sent them with real keys: none belongs to a GLPI
    `alter table instances drop column uid`,
    `alter table instances add column uid text`,
    `alter table instances add column glpi_version text`,
    // removes a login from the address, which everybody could read: it ends at the last @
    `update instances set services_url = substr(services_url, 1, instr(services_url, '://') + 2)
      || substr(services_url, length(rtrim(services_url, replace(services_url, '@', ''))) + 1)
      where instr(services_url, '@') > 0`,
  ],
  [
    `alter table instances add column settings_changed_at integer`,
    `alter table instances add column places_changed_at integer`,
    `create table former_keys (
      instance_id text not null references instances(id) on delete cascade,
      sealed_key text not null, fingerprint text not null, key_length integer not null, finding text not null,
      ended_at integer not null, reason text not null, services_url text not null, given integer not null,
      primary key (instance_id, fingerprint)
    )`,
    `create index former_keys_by_age on former_keys(ended_at)`,
    `create table store_facts (name text primary key, value text not null)`,
  ],
  [
    `alter table glpis add column attempted_at integer`,
    `alter table glpis add column observed text`,
    `update glpis set attempted_at = seen_at`,
  ],
  [`alter table glpis add column evidence text`],
  // a subscription that has not begun was stored as one that has ended
  [`update history set state = 'not-started' where state = 'ended' and cause = 'subscription-not-started'`],
  // a key that is saved here, and is written into GLPI once it answers
  [`alter table glpis add column write_due integer not null default 0`],
  [
    `create table read_tokens (
      id integer primary key autoincrement, token_hash text not null unique, name text not null, created_at integer not null
    )`,
  ],
  [
    `create table notice_recipients (
      id text primary key, wishes text not null, sealed_target text not null, created_at integer not null, next_digest_at integer
    )`,
    `create table notice_troubles (
      instance_id text not null references instances(id) on delete cascade,
      kind text not null, began_at integer not null, primary key (instance_id, kind)
    )`,
    `create table notice_messages (
      id text primary key,
      recipient_id text not null references notice_recipients(id) on delete cascade,
      created_at integer not null, state text not null, attempts integer not null, next_attempt_at integer not null,
      failing_since integer, fault text, said text, ended_at integer, summary text
    )`,
    `create index notice_messages_due on notice_messages(state, next_attempt_at)`,
    `create table notices (
      recipient_id text not null references notice_recipients(id) on delete cascade,
      instance_id text not null references instances(id) on delete cascade,
      occasion text not null, facts text not null, decided_at integer not null,
      message_id text references notice_messages(id) on delete set null,
      primary key (recipient_id, instance_id, occasion)
    )`,
    `create index notices_by_message on notices(message_id)`,
  ],
  [
    `alter table history add column set_off_by text`,
    `alter table history add column sign_in_id integer`,
    `alter table history add column sign_in_role text`,
    `alter table history add column begins_at integer`,
    `alter table history add column ends_at integer`,
  ],
  [
    // the list of instances is read in pages, in this order
    `create index instances_in_order on instances(created_at, id)`,
    `create index notice_messages_by_recipient on notice_messages(recipient_id, state, ended_at)`,
    `create index notices_waiting on notices(recipient_id, decided_at) where message_id is null and facts <> ''`,
  ],
  // one key in two instances is looked for with each check
  [`create index registrations_by_key on registrations(fingerprint)`],
  [
    `create table check_runs (id integer primary key autoincrement, phase text not null)`,
    `create table check_run_items (instance_id text primary key, position integer not null, outcome text)`,
  ],
  [
    `create table changes (number integer primary key autoincrement, subject text not null unique)`,
    ...SQLITE_WORDS.noteChanges('instances', {
      insert: `select new.id`,
      update: `select new.id union select fingerprint from registrations where instance_id = new.id`,
      delete: `select old.id`,
    }),
    ...SQLITE_WORDS.noteChanges('registrations', {
      insert: `select new.instance_id union select new.fingerprint`,
      update: `select new.instance_id
       union select new.fingerprint where new.fingerprint <> old.fingerprint
       union select old.fingerprint where new.fingerprint <> old.fingerprint`,
      delete: `select old.instance_id union select old.fingerprint`,
    }),
    ...['glpis', 'former_keys'].flatMap((table) => SQLITE_WORDS.noteChanges(table, OF_INSTANCE)),
  ],
  [
    ...SQLITE_WORDS.refuseFormerKeys('registrations', 'sealed_key'),
    ...SQLITE_WORDS.refuseFormerKeys('former_keys', 'sealed_key'),
    ...SQLITE_WORDS.refuseFormerKeys('glpis', 'sealed_connection'),
    ...SQLITE_WORDS.refuseFormerKeys('glpis', 'sealed_proxy'),
    ...SQLITE_WORDS.refuseFormerKeys('notice_recipients', 'sealed_target'),
    ...SQLITE_WORDS.refuseFormerKeys('store_facts', 'value', `new.name in ('canary', 'mail')`),
  ],
  [
    `alter table sign_ins add column name text`,
    `alter table sign_ins add column attempt_hash text`,
    `alter table sign_ins add column used_at integer`,
    `alter table sign_ins add column device text`,
    `alter table sign_ins add column ended_as text`,
    `alter table sign_ins add column former_hash text`,
    `alter table sign_ins add column former_until integer`,
    `alter table sign_ins add column is_secret_due integer not null default 0`,
    `alter table sign_ins add column ends_at integer not null default 0`,
    // sessions of earlier versions lasted for a month, and nobody knows when they were used: they end
    `update sign_ins set session_hash = null, session_expires_at = null, ends_at = expires_at`,
    `create index sign_ins_by_former on sign_ins(former_hash)`,
    `create index sign_ins_by_end on sign_ins(ends_at)`,
    `alter table history add column sign_in_name text`,
  ],
  ({ integer, text, refuse }) => [
    // no reference to an instance or a sign-in: rows outlive what they name
    `create table audit (
      number ${integer} primary key, at ${integer} not null, action ${text} not null, outcome ${text} not null, code ${text},
      count ${integer} not null, origin ${text}, sign_in_id ${integer}, person ${text}, role ${text}, address ${text},
      instance_id ${text}, fingerprint_before ${text}, fingerprint_after ${text}, facts ${text} not null, hash ${text} not null
    )`,
    `create index audit_by_time on audit(at, number)`,
    `create index audit_by_instance on audit(instance_id, at, number)`,
    `create index audit_by_person on audit(person, at, number)`,
    `create index audit_by_action on audit(action, at, number)`,
    `create index audit_by_outcome on audit(outcome, at, number)`,
    `create table audit_head (
      id ${integer} primary key check (id = 1), number ${integer} not null, hash ${text} not null,
      cut_number ${integer} not null, cut_hash ${text} not null, sent_number ${integer} not null,
      read_number ${integer} not null
    )`,
    `insert into audit_head values (1, 0, '${'0'.repeat(64)}', 0, '${'0'.repeat(64)}', 0, 0)`,
    ...refuse('audit_no_update', 'update', 'audit', 'a row of the audit is never changed'),
    // the head is counted up before a row is added
    ...refuse(
      'audit_no_other_insert',
      'insert',
      'audit',
      'a row of the audit is never added but behind the latest',
      'not exists (select 1 from audit_head where number = new.number and cut_number < new.number)',
    ),
    ...refuse(
      'audit_no_delete',
      'delete',
      'audit',
      'a row of the audit is never removed before its time',
      'not exists (select 1 from audit_head where cut_number >= old.number)',
    ),
    ...refuse('audit_head_no_delete', 'delete', 'audit_head', 'the head of the audit is never removed'),
    ...refuse(
      'audit_head_no_update',
      'update',
      'audit_head',
      'the head of the audit never goes back',
      'new.number < old.number or new.cut_number < old.cut_number',
    ),
  ],
  ({ integer, text, refuseFormerKeys }) => [
    `alter table sign_ins add column right_until ${integer}`,
    `create table glpi_sign_ins (
      instance_id ${text} primary key references instances(id) on delete cascade, method ${text} not null,
      sealed_settings ${text} not null
    )`,
    // an instance may be removed before the sessions that it vouches for: they are then ended
    `create table glpi_sessions (
      sign_in_id ${integer} not null unique references sign_ins(id) on delete cascade,
      instance_id ${text} not null, sealed_hold ${text} not null, given_role ${text} not null, next_read_at ${integer} not null
    )`,
    `create index glpi_sessions_due on glpi_sessions(next_read_at)`,
    ...refuseFormerKeys('glpi_sign_ins', 'sealed_settings'),
    ...refuseFormerKeys('glpi_sessions', 'sealed_hold'),
  ],
  ({ integer, text }) => [
    `create table limit_states (
      name ${text} primary key, kind ${text} not null, state ${text} not null, ends_at ${integer} not null
    )`,
    `create index limit_states_by_end on limit_states(ends_at)`,
  ],
  ({ text }) => [`alter table registrations add column plugin_summary ${text}`],
  ({ integer, text }) => [
    `create table diagnosis_runs (
      id ${text} primary key, name ${text} not null, phase ${text} not null, begun_at ${integer} not null
    )`,
    `create table diagnosis_run_followers (
      run_id ${text} not null references diagnosis_runs(id) on delete cascade, follower ${text} not null,
      primary key (run_id, follower)
    )`,
    `create table diagnosis_run_lines (
      run_id ${text} not null references diagnosis_runs(id) on delete cascade, number ${integer} not null,
      line ${text} not null, primary key (run_id, number)
    )`,
    `create table shared_pages (
      sign_in_id ${integer} not null unique, page ${text} not null, version ${text} not null, ends_at ${integer} not null
    )`,
    `create table shared_page_secrets (
      secret_hash ${text} primary key,
      sign_in_id ${integer} not null references shared_pages(sign_in_id) on delete cascade
    )`,
  ],
]

export const statementsOf = (migrations: readonly Migration[], words: SqlWords): string[] =>
  migrations.flatMap((migration) => (typeof migration === 'function' ? migration(words) : migration))
