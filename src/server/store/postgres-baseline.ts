import { OF_INSTANCE, POSTGRES_WORDS, WRITE_LOCK } from './sql-words.ts'

/** The version that a new PostgreSQL database begins with. Earlier ones were kept in SQLite alone. */
export const BASELINE_VERSION = 20

const { identity, integer, text, noteChanges, refuseFormerKeys } = POSTGRES_WORDS
const OF_ITS_INSTANCE = `${text} not null references instances(id) on delete cascade`

/** The tables of that version, as SQLite has them. Never edited: what comes later is in `MIGRATIONS`. */
export const POSTGRES_BASELINE: readonly string[] = [
  `create table instances (
    id ${text} primary key, name ${text} not null, services_url ${text} not null, created_at ${integer} not null,
    uid ${text}, glpi_version ${text}, settings_changed_at ${integer}, places_changed_at ${integer}
  )`,
  `create index instances_in_order on instances(created_at, id)`,
  `create table registrations (
    instance_id ${text} primary key references instances(id) on delete cascade,
    sealed_key ${text} not null, fingerprint ${text} not null, key_length ${integer} not null, finding ${text} not null,
    saved_at ${integer} not null,
    latest ${text}, latest_at ${integer}, latest_vendor_at ${integer}, latest_by ${text},
    answer ${text}, answer_at ${integer}, answer_vendor_at ${integer}, answer_language ${text},
    failures ${integer} not null, next_check_at ${integer} not null
  )`,
  `create index registrations_due on registrations(next_check_at)`,
  `create index registrations_by_key on registrations(fingerprint)`,
  `create table history (
    id ${identity}, instance_id ${OF_ITS_INSTANCE},
    event ${text} not null, first_at ${integer} not null, last_at ${integer} not null, count ${integer} not null,
    fingerprint ${text}, state ${text} not null, verdict ${text} not null, cause ${text}, set_off_by ${text},
    sign_in_id ${integer}, sign_in_role ${text}, sign_in_name ${text}, begins_at ${integer}, ends_at ${integer}
  )`,
  `create index history_by_instance on history(instance_id, id)`,
  `create table sign_ins (
    id ${identity},
    token_hash ${text} not null unique, role ${text} not null, name ${text}, origin ${text} not null,
    expires_at ${integer} not null, burnt_at ${integer}, attempt_hash ${text},
    session_hash ${text} unique, session_expires_at ${integer}, used_at ${integer}, device ${text}, ended_as ${text},
    former_hash ${text}, former_until ${integer},
    is_secret_due ${integer} not null default 0, ends_at ${integer} not null default 0
  )`,
  `create index sign_ins_by_former on sign_ins(former_hash)`,
  `create index sign_ins_by_end on sign_ins(ends_at)`,
  `create table diagnoses (instance_id ${text} primary key references instances(id) on delete cascade, run ${text} not null)`,
  `create table glpis (
    instance_id ${text} primary key references instances(id) on delete cascade,
    sealed_connection ${text} not null, ways ${text} not null,
    seen ${text}, sealed_proxy ${text}, seen_at ${integer}, attempted_at ${integer}, cause ${text}, evidence ${text},
    failures ${integer} not null, next_look_at ${integer} not null,
    storage ${text} not null, storage_cause ${text}, holds_another ${integer} not null, mark ${text},
    proven_fingerprint ${text}, observed ${text}, given_fingerprint ${text}, write_due ${integer} not null default 0
  )`,
  `create index glpis_due on glpis(next_look_at)`,
  `create table former_keys (
    instance_id ${OF_ITS_INSTANCE},
    sealed_key ${text} not null, fingerprint ${text} not null, key_length ${integer} not null, finding ${text} not null,
    ended_at ${integer} not null, reason ${text} not null, services_url ${text} not null, given ${integer} not null,
    primary key (instance_id, fingerprint)
  )`,
  `create index former_keys_by_age on former_keys(ended_at)`,
  `create table store_facts (name ${text} primary key, value ${text} not null)`,
  `create table read_tokens (
    id ${identity}, token_hash ${text} not null unique, name ${text} not null, created_at ${integer} not null
  )`,
  `create table notice_recipients (
    id ${text} primary key, wishes ${text} not null, sealed_target ${text} not null, created_at ${integer} not null,
    next_digest_at ${integer}
  )`,
  `create table notice_troubles (
    instance_id ${OF_ITS_INSTANCE}, kind ${text} not null, began_at ${integer} not null, primary key (instance_id, kind)
  )`,
  `create table notice_messages (
    id ${text} primary key, recipient_id ${text} not null references notice_recipients(id) on delete cascade,
    created_at ${integer} not null, state ${text} not null, attempts ${integer} not null, next_attempt_at ${integer} not null,
    failing_since ${integer}, fault ${text}, said ${text}, ended_at ${integer}, summary ${text}
  )`,
  `create index notice_messages_due on notice_messages(state, next_attempt_at)`,
  `create index notice_messages_by_recipient on notice_messages(recipient_id, state, ended_at)`,
  `create table notices (
    recipient_id ${text} not null references notice_recipients(id) on delete cascade,
    instance_id ${OF_ITS_INSTANCE},
    occasion ${text} not null, facts ${text} not null, decided_at ${integer} not null,
    message_id ${text} references notice_messages(id) on delete set null,
    primary key (recipient_id, instance_id, occasion)
  )`,
  `create index notices_by_message on notices(message_id)`,
  `create index notices_waiting on notices(recipient_id, decided_at) where message_id is null and facts <> ''`,
  // SQLite deletes what belongs to an instance without an index as well, but reads no other rows
  `create index notices_by_instance on notices(instance_id)`,
  `create table check_runs (id ${identity}, phase ${text} not null)`,
  `create table check_run_items (instance_id ${text} primary key, position ${integer} not null, outcome ${text})`,
  `create function take_turn() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock(${WRITE_LOCK}); return null; end $$`,
  // the writer is the run of a gateway, as it names its connections
  `create table changes (
    number ${identity}, subject ${text} not null unique, writer ${text} not null default current_setting('application_name')
  )`,
  ...noteChanges('instances', {
    insert: `select new.id`,
    update: `select new.id union select fingerprint from registrations where instance_id = new.id`,
    delete: `select old.id`,
  }),
  ...noteChanges('registrations', {
    insert: `select new.instance_id union select new.fingerprint`,
    update: `select new.instance_id
       union select new.fingerprint where new.fingerprint <> old.fingerprint
       union select old.fingerprint where new.fingerprint <> old.fingerprint`,
    delete: `select old.instance_id union select old.fingerprint`,
  }),
  ...['glpis', 'former_keys'].flatMap((table) => noteChanges(table, OF_INSTANCE)),
  ...refuseFormerKeys('registrations', 'sealed_key'),
  ...refuseFormerKeys('former_keys', 'sealed_key'),
  ...refuseFormerKeys('glpis', 'sealed_connection'),
  ...refuseFormerKeys('glpis', 'sealed_proxy'),
  ...refuseFormerKeys('notice_recipients', 'sealed_target'),
  ...refuseFormerKeys('store_facts', 'value', `new.name in ('canary', 'mail')`),
]
