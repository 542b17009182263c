import { expect, test } from 'vitest'
import type { Connection, ConnectionForm, ConnectionView } from './connection.ts'
import { connectionView, mergeStoredSecrets, placeOf, secretFates, secretsOf } from './connection-secrets.ts'

const GLPI = 'https://glpi.example/glpi'
const byToken: Connection = { rest: { url: GLPI, userToken: 'T', appToken: 'A' } }
const byLogin: Connection = { rest: { url: GLPI, login: 'admin', password: 'P', appToken: 'A' } }
const v2: Connection = { restV2: { url: GLPI, clientId: 'id', clientSecret: 'S', login: 'admin', password: 'P' } }
const base: Connection = { database: { host: 'db', user: 'glpi', password: 'P', name: 'glpi' } }

test.each<[string, ConnectionForm, Connection | null, Connection]>([
  ['left out stays', { rest: { url: GLPI } }, byToken, byToken],
  [
    'a slash at the end is the same place',
    { rest: { url: `${GLPI}/` } },
    byToken,
    { rest: { ...byToken.rest, url: `${GLPI}/` } },
  ],
  [
    'given anew',
    { rest: { url: GLPI, userToken: 'T2' } },
    byToken,
    { rest: { url: GLPI, userToken: 'T2', appToken: 'A' } },
  ],
  ['null takes it away', { rest: { url: GLPI, appToken: null } }, byToken, { rest: { url: GLPI, userToken: 'T' } }],
  [
    'a login in place of a token: the token goes, the App-Token stays',
    { rest: { url: GLPI, login: 'admin', password: 'P' } },
    byToken,
    byLogin,
  ],
  ['a token in place of a login', { rest: { url: GLPI, userToken: 'T' } }, byLogin, byToken],
  [
    'another host, with all of it anew',
    { rest: { url: 'https://b.example', userToken: 'T', appToken: null } },
    byToken,
    { rest: { url: 'https://b.example', userToken: 'T' } },
  ],
  ['API v2.1', { restV2: { url: GLPI, clientId: 'id', login: 'admin' } }, v2, v2],
  [
    'a database under another name, with the same user',
    { database: { host: 'db', user: 'glpi', name: 'other' } },
    base,
    { database: { host: 'db', user: 'glpi', password: 'P', name: 'other' } },
  ],
  [
    'a new method has no stored secret',
    { database: { host: 'db', user: 'glpi', name: 'glpi' } },
    byToken,
    { database: { host: 'db', user: 'glpi', name: 'glpi' } },
  ],
  ['nothing was stored', { rest: { url: GLPI } }, null, { rest: { url: GLPI } }],
])('%s', (_, form, stored, expected) => {
  expect(mergeStoredSecrets(form, stored)).toEqual({ connection: expected, missing: [] })
})

test.each<[string, ConnectionForm, Connection, string]>([
  [
    'another host',
    { rest: { url: 'https://evil.example/glpi' } },
    byToken,
    'connection.rest.userToken connection.rest.appToken',
  ],
  [
    'another port',
    { rest: { url: 'https://glpi.example:8443/glpi' } },
    byToken,
    'connection.rest.userToken connection.rest.appToken',
  ],
  [
    'another path',
    { rest: { url: 'https://glpi.example/other' } },
    byToken,
    'connection.rest.userToken connection.rest.appToken',
  ],
  [
    'encryption taken away',
    { rest: { url: 'http://glpi.example/glpi' } },
    byToken,
    'connection.rest.userToken connection.rest.appToken',
  ],
  [
    'a login in the address',
    { rest: { url: 'https://x@glpi.example/glpi' } },
    byToken,
    'connection.rest.userToken connection.rest.appToken',
  ],
  ['another login', { rest: { url: GLPI, login: 'other' } }, byLogin, 'connection.rest.password'],
  [
    'another OAuth client',
    { restV2: { url: GLPI, clientId: 'other', login: 'admin' } },
    v2,
    'connection.restV2.clientSecret',
  ],
  [
    'another user of API v2.1',
    { restV2: { url: GLPI, clientId: 'id', login: 'other' } },
    v2,
    'connection.restV2.password',
  ],
  [
    'another database host',
    { database: { host: 'evil', user: 'glpi', name: 'glpi' } },
    base,
    'connection.database.password',
  ],
  [
    'another port of the database',
    { database: { host: 'db', port: 3307, user: 'glpi', name: 'glpi' } },
    base,
    'connection.database.password',
  ],
  [
    'another user of the database',
    { database: { host: 'db', user: 'root', name: 'glpi' } },
    base,
    'connection.database.password',
  ],
])('%s carries no secret along', (_, form, stored, missing) => {
  const merged = mergeStoredSecrets(form, stored)
  expect(merged.missing.join(' ')).toBe(missing)
  const sent = [merged.connection.rest, merged.connection.restV2, merged.connection.database]
  // an App-Token is the host's, an OAuth client's secret the client's; what belongs to what changed is not there
  for (const name of merged.missing) {
    const member = name.split('.')[2] ?? ''
    for (const method of sent)
      expect(Object.entries(method ?? {}).filter(([key, value]) => key === member && value)).toEqual([])
  }
})

test('secrets are searched for, except one that equals a name shown anyway', () => {
  const database = { host: 'db.example', name: 'glpi', user: 'glpi', cryptKeyFile: '/etc/glpi/glpicrypt.key' }
  expect(secretsOf({ database: { ...database, password: 'glpi' } })).toEqual([])
  expect(secretsOf({ database: { ...database, password: 'another' } })).toEqual(['another'])
  const rest = { url: 'https://glpi.example', login: 'latchkey', password: 'of latchkey', appToken: 'app' }
  expect(secretsOf({ rest })).toEqual(['of latchkey', 'app'])
})

const whole: Connection = {
  rest: { url: GLPI, login: 'admin', password: 'P', appToken: 'A', webLogin: 'web', webPassword: 'W' },
  restV2: { url: GLPI, clientId: 'id', clientSecret: 'S', login: 'admin', password: 'P' },
  database: { host: 'db', port: 3307, user: 'glpi', password: 'P', name: 'glpi', tls: { key: 'K' } },
}
const rest = { url: GLPI, login: 'admin', webLogin: 'web' }
const restV2 = { url: GLPI, clientId: 'id', login: 'admin' }
const database = { host: 'db', port: 3307, user: 'glpi', name: 'glpi', tls: {} }

test.each<[string, ConnectionForm, string[]]>([
  ['nothing has changed', { rest, restV2, database }, []],
  ['a slash at the end', { rest: { ...rest, url: `${GLPI}/` } }, []],
  ['capitals in the host', { rest: { ...rest, url: 'HTTPS://GLPI.Example/glpi' } }, []],
  ['the default port, written out', { rest: { ...rest, url: 'https://glpi.example:443/glpi' } }, []],
  ['a blank behind the login', { restV2: { ...restV2, login: 'admin ' } }, []],
  [
    'another host',
    { rest: { ...rest, url: 'https://glpi.example.org/glpi' } },
    ['rest.password', 'rest.appToken', 'rest.webPassword'],
  ],
  [
    'another port',
    { rest: { ...rest, url: 'https://glpi.example:444/glpi' } },
    ['rest.password', 'rest.appToken', 'rest.webPassword'],
  ],
  [
    'http in place of https',
    { rest: { ...rest, url: 'http://glpi.example/glpi' } },
    ['rest.password', 'rest.appToken', 'rest.webPassword'],
  ],
  [
    'capitals in the path',
    { restV2: { ...restV2, url: 'https://glpi.example/GLPI' } },
    ['restV2.clientSecret', 'restV2.password'],
  ],
  ['no whole address', { restV2: { ...restV2, url: 'glpi.example' } }, ['restV2.clientSecret', 'restV2.password']],
  ['another login', { rest: { ...rest, login: 'other' } }, ['rest.password']],
  ['capitals in the login', { rest: { ...rest, login: 'Admin' } }, ['rest.password']],
  ['another login of the web server', { rest: { ...rest, webLogin: 'other' } }, ['rest.webPassword']],
  ['no login of the web server', { rest: { url: GLPI, login: 'admin' } }, []],
  ['another OAuth client', { restV2: { ...restV2, clientId: 'other' } }, ['restV2.clientSecret']],
  ['another name of the database', { database: { ...database, name: 'other' } }, []],
  [
    'another host of the database',
    { database: { ...database, host: 'db2' } },
    ['database.password', 'database.tls.key'],
  ],
  [
    'another user of the database',
    { database: { ...database, user: 'root' } },
    ['database.password', 'database.tls.key'],
  ],
  [
    'no port of the database',
    { database: { host: 'db', user: 'glpi', name: 'glpi', tls: {} } },
    ['database.password', 'database.tls.key'],
  ],
  [
    'no encryption of the database at another port',
    { database: { host: 'db', port: 3306, user: 'glpi', name: 'glpi' } },
    ['database.password'],
  ],
])('%s: what must be typed again is the same for the page and the gateway', (_, form, again) => {
  const namesOf = (stored: Connection | ConnectionView) =>
    secretFates(form, stored)
      .filter(({ fate }) => fate === 'again')
      .map(({ path }) => path.join('.'))
  expect(namesOf(whole)).toEqual(again)
  expect(namesOf(connectionView(whole))).toEqual(again)
})

test('the panel learns of each secret only whether there is one', () => {
  expect(connectionView(whole)).toEqual({
    rest: { ...rest, userToken: false, password: true, appToken: true, webPassword: true },
    restV2: { ...restV2, clientSecret: true, password: true },
    database: { ...database, password: true, tls: { key: true } },
  })
})

test.each<[string, ConnectionForm, Connection | null, string[]]>([
  ['neither a token nor a login', { rest: { url: GLPI } }, null, ['rest.userToken: missing']],
  ['a login without its password', { rest: { url: GLPI, login: 'admin' } }, null, ['rest.password: missing']],
  ['a stored secret that is removed', { rest: { url: GLPI, login: 'admin', password: null } }, byLogin, []],
  ['a stored one that stays', { rest: { url: GLPI, login: 'admin' } }, byLogin, []],
  ['an OAuth client without a secret', { restV2: { ...restV2, password: 'P' } }, null, []],
  ['a database without a password', { database: { host: 'db', user: 'glpi', name: 'glpi' } }, null, []],
])('%s', (_, form, stored, expected) => {
  const needed = secretFates(form, stored).filter(({ fate }) => fate === 'again' || fate === 'missing')
  expect(needed.map(({ path, fate }) => `${path.join('.')}: ${fate}`)).toEqual(expected)
})

test.each([
  [
    'an address in its one spelling',
    'rest',
    { url: 'HTTPS://GLPI.example:443/glpi/' },
    '["https://glpi.example/glpi"]',
  ],
  ['no account, no token', 'rest', { url: GLPI, userToken: 'T', login: 'admin' }, '["https://glpi.example/glpi"]'],
  ['no client', 'restV2', { url: GLPI, clientId: 'id', login: 'admin' }, '["https://glpi.example/glpi"]'],
  [
    'a command as a whole',
    'console',
    { folder: '/var/www/glpi', prefix: ['ssh', 'glpi'] },
    '[["ssh","glpi"],"/var/www/glpi",null]',
  ],
  [
    'no user of a database',
    'database',
    { host: 'db', user: 'glpi', name: 'glpi', cryptKeyFile: '/key' },
    '["db",null,"glpi","/key"]',
  ],
  ['no issuer', 'tls', { ca: 'PEM' }, '[]'],
] as const)('a place: %s', (_, part, values, expected) => {
  expect(placeOf(part, values)).toBe(expected)
})
