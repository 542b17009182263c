import { expect, test } from 'vitest'
import { compareContracts, type ContractChanges } from './compare-contracts.ts'
import type { ContractSchema } from './compare-schemas.ts'
import type { Contracts } from './contracts.ts'

const text = { type: 'string' } as const

/** What the cases below change one thing of. */
const released = (): Contracts => ({
  version: '1.0.0',
  routes: {
    'POST /api/keys': {
      role: 'operator',
      token: 'address',
      query: ['since'],
      status: 201,
      answers: ['json'],
      body: {
        type: 'object',
        properties: { key: { ...text, maxLength: 100 }, note: text, form: { enum: ['short', 'long'], type: 'string' } },
        required: ['key'],
        additionalProperties: false,
      },
      reply: {
        type: 'object',
        properties: {
          state: { type: 'string', enum: ['active', 'ended'] },
          endsAt: { type: 'string', format: 'date-time' },
          owner: { anyOf: [text, { type: 'null' }] },
          edits: { type: 'array', items: { $ref: '#/$defs/edit-v1' } },
          result: {
            anyOf: [
              {
                type: 'object',
                properties: { kind: { const: 'good' }, days: { type: 'integer' } },
                required: ['kind', 'days'],
              },
              { type: 'object', properties: { kind: { const: 'bad' } }, required: ['kind'] },
            ],
          },
        },
        required: ['state', 'endsAt', 'owner', 'edits', 'result'],
      },
    },
    'GET /api/health': { role: null, token: null, query: [], status: 200, answers: ['json'] },
  },
  problem: { type: 'object', properties: { code: { type: 'string', enum: ['not-ready'] } }, required: ['code'] },
  problemStatus: { 'not-ready': 503 },
  causeCodes: ['dns-not-found', 'key-refused'],
  commands: {
    check: {
      arguments: ['<file>'],
      options: {
        '--json': { flags: '-j, --json', isRequired: false },
        '--format': { flags: '--format <name>', isRequired: false, choices: ['text', 'nagios'] },
      },
    },
  },
  exitCodes: { good: 0, refused: 4 },
  monitoringExits: { ok: 0 },
  jsonOutput: { 'check --json': ['state', 'vendor.cause'] },
  fleetFile: { type: 'object', properties: { version: { const: 1 } }, required: ['version'] },
  report: {
    written: { type: 'object', properties: { id: text }, required: ['id'] },
    read: { type: 'object', properties: { id: text }, required: ['id'] },
  },
  settings: ['LATCHKEY_HOST', 'LATCHKEY_PORT'],
  metrics: { latchkey_state: ['id', 'name'] },
  auditColumns: ['number', 'at'],
  $defs: { 'edit-v1': { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] } },
})

type Change = (now: Contracts) => unknown

function changesOf(change: Change): ContractChanges {
  const now = released()
  change(now)
  return compareContracts(released(), now)
}

const KEYS = 'POST /api/keys'
const routeIn = (now: Contracts) => now.routes[KEYS] ?? expect.unreachable()
const bodyIn = (now: Contracts) => routeIn(now).body ?? expect.unreachable()
const replyIn = (now: Contracts) => routeIn(now).reply ?? expect.unreachable()
const bodyMember =
  (name: string, schema: ContractSchema | undefined): Change =>
  (now) =>
    member(bodyIn(now), name, schema)
const replyMember =
  (name: string, schema: ContractSchema | undefined): Change =>
  (now) =>
    member(replyIn(now), name, schema)

function member(shape: ContractSchema, name: string, schema: ContractSchema | undefined): void {
  const properties = shape.properties ?? {}
  if (schema) properties[name] = schema
  else delete properties[name]
}

const commandIn = (now: Contracts) => now.commands['check'] ?? expect.unreachable()
const option =
  (name: string, flags: string, more: object = {}): Change =>
  (now) =>
    void (commandIn(now).options[name] = { flags, isRequired: false, ...more })

test.each<[sentence: string, change: Change]>([
  // routes
  ['The route `GET /api/health` is gone.', (now) => delete now.routes['GET /api/health']],
  ['The route `POST /api/keys` no longer takes the query `since`.', (now) => (routeIn(now).query = [])],
  ['The route `POST /api/keys` was for operator, and is for admin.', (now) => (routeIn(now).role = 'admin')],
  [
    'The route `POST /api/keys` was opened by a token in the address, and is by one in the header.',
    (now) => (routeIn(now).token = 'header'),
  ],
  ['The route `POST /api/keys` answered with 201, and answers with 200.', (now) => (routeIn(now).status = 200)],
  ['The route `POST /api/keys` no longer answers with the form `json`.', (now) => (routeIn(now).answers = [])],
  [
    'The route `GET /api/health` needs a body now.',
    (now) => Object.assign(now.routes['GET /api/health'] ?? {}, { body: text }),
  ],
  // what a body takes
  [
    'The route `POST /api/keys` changed what it takes: `reason` is new and required.',
    (now) =>
      Object.assign(bodyIn(now), {
        properties: { ...bodyIn(now).properties, reason: text },
        required: ['key', 'reason'],
      }),
  ],
  [
    'The route `POST /api/keys` changed what it takes: `note` is required now.',
    (now) => (bodyIn(now).required = ['key', 'note']),
  ],
  ['The route `POST /api/keys` changed what it takes: `note` is no longer taken.', bodyMember('note', undefined)],
  [
    'The route `POST /api/keys` changed what it takes: `form` no longer has the value `long`.',
    bodyMember('form', { enum: ['short'] }),
  ],
  [
    'The route `POST /api/keys` changed what it takes: `key` maxLength was 100 and is 50.',
    bodyMember('key', { ...text, maxLength: 50 }),
  ],
  [
    'The route `POST /api/keys` changed what it takes: `key` minLength was none and is 3.',
    bodyMember('key', { ...text, maxLength: 100, minLength: 3 }),
  ],
  [
    'The route `POST /api/keys` changed what it takes: `note` is no longer a value of the type string.',
    bodyMember('note', { type: 'number' }),
  ],
  [
    'The route `POST /api/keys` changed what it takes: `note` was any text and is uuid.',
    bodyMember('note', { ...text, format: 'uuid' }),
  ],
  ['The route `POST /api/keys` changed what it takes: `note` is now one of `a`.', bodyMember('note', { enum: ['a'] })],
  // what a reply has
  ['The route `POST /api/keys` changed its reply: `owner` is no longer there.', replyMember('owner', undefined)],
  [
    'The route `POST /api/keys` changed its reply: `owner` may be missing now.',
    (now) => (replyIn(now).required = ['state', 'endsAt', 'edits', 'result']),
  ],
  [
    'The route `POST /api/keys` changed its reply: `state` no longer has the value `ended`.',
    replyMember('state', { type: 'string', enum: ['active'] }),
  ],
  [
    'The route `POST /api/keys` changed its reply: `endsAt` may be null now.',
    replyMember('endsAt', { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] }),
  ],
  [
    'The route `POST /api/keys` changed its reply: `endsAt` was date-time and is any text.',
    replyMember('endsAt', text),
  ],
  [
    'The route `POST /api/keys` changed its reply: `owner` may now be a value of the type number.',
    replyMember('owner', { anyOf: [text, { type: 'number' }, { type: 'null' }] }),
  ],
  [
    'The route `POST /api/keys` changed its reply: `edits[].count` is no longer there.',
    (now) => {
      now.$defs = { 'edit-v2': { type: 'object', properties: {}, required: [] } }
      member(replyIn(now), 'edits', { type: 'array', items: { $ref: '#/$defs/edit-v2' } })
    },
  ],
  [
    'The route `POST /api/keys` changed its reply: `result` is no longer the variant kind `bad`.',
    (now) =>
      replyIn(now).properties &&
      Object.assign(Object(replyIn(now).properties)['result'], {
        anyOf: [Object(replyIn(now).properties)['result'].anyOf[0]],
      }),
  ],
  // everything else
  ['The refusal `not-ready` had the status 503, and has 500.', (now) => (now.problemStatus['not-ready'] = 500)],
  ['The cause code `key-refused` is gone.', (now) => (now.causeCodes = ['dns-not-found', 'key-rejected'])],
  ['The command `check` is gone.', (now) => (now.commands = {})],
  [
    'The command `check` took <file>, and takes <file> <key>.',
    (now) => (commandIn(now).arguments = ['<file>', '<key>']),
  ],
  ['The command `check`: the option `--json` is gone.', (now) => delete commandIn(now).options['--json']],
  ['The command `check`: the option `--json` is no longer `-j` as well.', option('--json', '--json')],
  ['The command `check`: the option `--json` now needs a value.', option('--json', '-j, --json <form>')],
  [
    'The command `check`: the option `--format` no longer takes the value `nagios`.',
    option('--format', '--format <name>', { choices: ['text'] }),
  ],
  [
    'The command `check`: the option `--format` is required now.',
    option('--format', '--format <name>', { isRequired: true, choices: ['text', 'nagios'] }),
  ],
  ['The command `check` requires the new option `--url`.', option('--url', '--url <url>', { isRequired: true })],
  ['The end `refused` had the exit code 4, and has 5.', (now) => (now.exitCodes['refused'] = 5)],
  ['For a monitoring system, the end `ok` had the exit code 0, and has 3.', (now) => (now.monitoringExits['ok'] = 3)],
  [
    'The output of `check --json` no longer has the member `vendor.cause`.',
    (now) => (now.jsonOutput = { 'check --json': ['state'] }),
  ],
  [
    'The fleet file: `version` no longer has the value 1.',
    (now) => (now.fleetFile = { type: 'object', properties: { version: { const: 2 } }, required: ['version'] }),
  ],
  [
    'The fleet file: `key` is new and required.',
    (now) =>
      (now.fleetFile = {
        type: 'object',
        properties: { version: { const: 1 }, key: text },
        required: ['version', 'key'],
      }),
  ],
  ['A report, as it is written: `id` is no longer there.', (now) => (now.report.written = { type: 'object' })],
  [
    'A report, as it is read: `zone` is new and required.',
    (now) => (now.report.read = { type: 'object', properties: { id: text, zone: text }, required: ['id', 'zone'] }),
  ],
  ['The setting `LATCHKEY_PORT` is gone.', (now) => (now.settings = ['LATCHKEY_HOST'])],
  ['The metric `latchkey_state` no longer has the label `name`.', (now) => (now.metrics = { latchkey_state: ['id'] })],
  ["The audit's table had the columns number, at, and has at, number.", (now) => (now.auditColumns = ['at', 'number'])],
])('a break: %s', (sentence, change) => {
  expect(changesOf(change).breaks).toContain(sentence)
})

test.each<[sentence: string, change: Change]>([
  ['The route `GET /api/more` is new.', (now) => Object.assign(now.routes, { 'GET /api/more': now.routes[KEYS] })],
  ['The route `POST /api/keys` takes the new query `until`.', (now) => (routeIn(now).query = ['since', 'until'])],
  ['The route `POST /api/keys` was for operator, and is for support.', (now) => (routeIn(now).role = 'support')],
  ['The route `POST /api/keys` changed what it takes: `reason` is new.', bodyMember('reason', text)],
  [
    'The route `POST /api/keys` changed what it takes: `form` has the new value `both`.',
    bodyMember('form', { enum: ['short', 'long', 'both'] }),
  ],
  [
    'The route `POST /api/keys` changed what it takes: `key` maxLength was 100 and is 200.',
    bodyMember('key', { ...text, maxLength: 200 }),
  ],
  [
    'The route `POST /api/keys` changed what it takes: `note` has the new value null.',
    bodyMember('note', { anyOf: [text, { type: 'null' }] }),
  ],
  ['The route `POST /api/keys` changed its reply: `days` is new.', replyMember('days', { type: 'integer' })],
  ['The route `POST /api/keys` changed its reply: `owner` is never null any more.', replyMember('owner', text)],
  [
    'The route `POST /api/keys` changed its reply: `state` has the new value `pending`.',
    replyMember('state', { type: 'string', enum: ['active', 'ended', 'pending'] }),
  ],
  [
    'The route `POST /api/keys` changed its reply: `result` may now be the variant kind `odd`.',
    (now) =>
      Object(replyIn(now).properties)['result'].anyOf.push({ type: 'object', properties: { kind: { const: 'odd' } } }),
  ],
  ['The refusal `too-late` is new.', (now) => (now.problemStatus['too-late'] = 409)],
  ['The cause code `clock-stopped` is new.', (now) => now.causeCodes.push('clock-stopped')],
  ['The command `watch` is new.', (now) => Object.assign(now.commands, { watch: { arguments: [], options: {} } })],
  ['The command `check` took <file>, and takes <file> [more...].', (now) => commandIn(now).arguments.push('[more...]')],
  ['The command `check`: the option `--url` is new.', option('--url', '--url <url>')],
  [
    'The command `check`: the option `--format` takes the new value `csv`.',
    option('--format', '--format <name>', { choices: ['text', 'nagios', 'csv'] }),
  ],
  ['The end `late` is new.', (now) => (now.exitCodes['late'] = 11)],
  ['The output of `check --json` has the new member `zone`.', (now) => now.jsonOutput['check --json']?.push('zone')],
  ['The setting `LATCHKEY_COLOUR` is new.', (now) => now.settings.push('LATCHKEY_COLOUR')],
  ['The metric `latchkey_up` is new.', (now) => (now.metrics['latchkey_up'] = [])],
  ["The audit's table has the new column `zone`.", (now) => now.auditColumns.push('zone')],
])('an addition, and no break: %s', (sentence, change) => {
  const { breaks, additions } = changesOf(change)
  expect(breaks).toEqual([])
  expect(additions).toContain(sentence)
})

test('what is the same is neither, whatever the order of its members', () => {
  const turned = (now: Contracts) => (now.routes = Object.fromEntries(Object.entries(now.routes).toReversed()))
  expect(changesOf(turned)).toEqual({ breaks: [], additions: [] })
})
