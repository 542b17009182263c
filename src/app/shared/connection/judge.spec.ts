import { expect, test } from 'vitest'
import type { ConnectionView } from '#contract/connection.ts'
import { fieldsOf, type ConnectionFields } from './fields.ts'
import { judgeConnection } from './judge.ts'

const EMPTY = fieldsOf(null)
const URL = 'https://glpi.example/apirest.php'

const STORED: ConnectionView = {
  rest: { url: URL, userToken: true, appToken: true },
  database: { host: 'db.example', user: 'glpi', password: true, name: 'glpi' },
  prove: 'database',
}

const told = (fields: Partial<ConnectionFields>, stored: ConnectionView | null = null) =>
  judgeConnection({ ...fieldsOf(stored), ...fields }, stored)
const issues = (...of: Parameters<typeof told>) =>
  told(...of).issues.map(({ path, reason }) => `${path.join('.')}: ${reason}`)

test('without a way there is no connection, whatever is left in the fields', () => {
  expect(told({ methods: [], rest: { ...EMPTY.rest, url: 'nonsense' } })).toEqual({ connection: null, issues: [] })
})

test('a user token is enough for the legacy API', () => {
  const { connection } = told({
    methods: ['rest'],
    rest: { ...EMPTY.rest, url: ` ${URL} `, userToken: 'tok', login: 'left over' },
  })
  expect(connection).toEqual({ rest: { url: URL, userToken: 'tok' } })
})

test.each<[string, Partial<ConnectionFields>, string[]]>([
  ['an empty way', { methods: ['rest'] }, ['rest.url: missing', 'rest.userToken: missing']],
  [
    'no whole address',
    { methods: ['rest'], rest: { ...EMPTY.rest, url: 'our GLPI', userToken: 't' } },
    ['rest.url: shape'],
  ],
  [
    'a login without its password',
    { methods: ['rest'], rest: { ...EMPTY.rest, url: URL, by: 'login', login: 'glpi' } },
    ['rest.password: missing'],
  ],
  [
    'an open quote, no folder, a php with a blank',
    { methods: ['console'], console: { prefix: 'ssh "a', folder: 'glpi', php: 'php 8' } },
    ['console.prefix: shape', 'console.folder: shape', 'console.php: shape'],
  ],
  [
    'a port that is none',
    { methods: ['database'], database: { ...EMPTY.database, host: 'h', user: 'u', name: 'n', port: '99999' } },
    ['database.port: shape'],
  ],
])('%s', (_, fields, expected) => expect(issues(fields)).toEqual(expected))

test.each([
  ['glpi.example/glpi', 'https://glpi.example/glpi'],
  ['10.0.0.5:8080', 'https://10.0.0.5:8080'],
  ['http://glpi.example', 'http://glpi.example'],
])('the address %s is taken as %s', (url, expected) => {
  const { connection } = told({ methods: ['rest'], rest: { ...EMPTY.rest, url, userToken: 't' } })
  expect(connection?.rest?.url).toBe(expected)
})

test('a profile and the login of the web server go along where they are given', () => {
  const rest = { ...EMPTY.rest, url: URL, userToken: 't', profile: ' Super-Admin ', webLogin: 'web', webPassword: 'w' }
  expect(told({ methods: ['rest'], rest }).connection?.rest).toMatchObject({
    profile: 'Super-Admin',
    webLogin: 'web',
    webPassword: 'w',
  })
  expect(told({ methods: ['rest'], rest: { ...rest, webLogin: ' ' } }).connection?.rest).not.toHaveProperty(
    'webLogin',
    'web',
  )
})

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
const SHA = 'AB'.repeat(32)
const token = { ...EMPTY.rest, url: URL, userToken: 't' }

test.each<[string, Partial<ConnectionFields>, unknown]>([
  ['none', {}, undefined],
  ['an issuer', { tls: { ca: ` ${PEM}\n`, fingerprint: '' } }, { ca: PEM }],
  ['a pin', { tls: { ca: '', fingerprint: SHA } }, { fingerprint: SHA }],
  ['one left in the fields of another way', { methods: ['console'], tls: { ca: PEM, fingerprint: '' } }, undefined],
])('a certificate: %s', (_, fields, tls) => {
  expect(told({ methods: ['rest'], rest: token, ...fields }).connection?.tls).toEqual(tls)
})

test.each<[string, { ca: string; fingerprint: string }, string[]]>([
  ['what is no PEM', { ca: 'ca.cer', fingerprint: '' }, ['tls.ca: shape']],
  ['what is no SHA-256', { ca: '', fingerprint: 'AB:CD' }, ['tls.fingerprint: shape']],
])('%s', (_, tls, expected) => expect(issues({ methods: ['rest'], rest: token, tls })).toEqual(expected))

test('what is stored and not touched is left out, and so stays', () => {
  expect(told({}, STORED).connection).toEqual({
    rest: { url: URL },
    database: { host: 'db.example', user: 'glpi', name: 'glpi' },
    prove: 'database',
  })
})

test('a stored secret goes to no other place unseen', () => {
  const { rest, database } = fieldsOf(STORED)
  expect(issues({ rest: { ...rest, url: 'https://other.example' } }, STORED)).toEqual([
    'rest.userToken: again',
    'rest.appToken: again',
  ])
  expect(issues({ database: { ...database, user: 'root' } }, STORED)).toEqual(['database.password: again'])
})

test('the same address in another spelling is no other place', () => {
  const { rest } = fieldsOf(STORED)
  for (const url of [`${URL}/`, 'https://GLPI.example:443/apirest.php', 'glpi.example/apirest.php'])
    expect(issues({ rest: { ...rest, url } }, STORED)).toEqual([])
})

test('the key of a client certificate belongs to the account of the database', () => {
  const stored: ConnectionView = {
    database: { host: 'db.example', user: 'glpi', password: true, name: 'glpi', tls: { key: true } },
  }
  const { database } = fieldsOf(stored)
  expect(issues({ database: { ...database, host: 'other.example' } }, stored)).toEqual([
    'database.password: again',
    'database.tls.key: again',
  ])
  expect(told({ forget: ['database.tls.key'] }, stored).connection?.database?.tls).toEqual({ key: null })
})

test('a stored secret can be taken away', () => {
  expect(told({ forget: ['rest.appToken'] }, STORED).connection?.rest).toEqual({ url: URL, appToken: null })
})

test('a login takes the place of a stored token', () => {
  const { rest } = fieldsOf(STORED)
  expect(told({ rest: { ...rest, by: 'login', login: 'glpi', password: 'pw' } }, STORED).connection?.rest).toEqual({
    url: URL,
    login: 'glpi',
    password: 'pw',
    userToken: null,
  })
})

test('what to write and prove by counts only among several methods', () => {
  const console = { prefix: 'ssh glpi@host', folder: '/var/www/glpi', php: '' }
  expect(told({ methods: ['console'], console, write: 'console', prove: 'database' }).connection).toEqual({
    console: { prefix: ['ssh', 'glpi@host'], folder: '/var/www/glpi' },
  })
})
