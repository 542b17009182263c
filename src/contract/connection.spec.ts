import { expect, test } from 'vitest'
import { secretsOf } from './connection.ts'

test('secrets are looked for, but for one that is a name which is shown anyway', () => {
  const database = { host: 'db.example', name: 'glpi', user: 'glpi', cryptKeyFile: '/etc/glpi/glpicrypt.key' }
  expect(secretsOf({ database: { ...database, password: 'glpi' } })).toEqual([])
  expect(secretsOf({ database: { ...database, password: 'another' } })).toEqual(['another'])
  const rest = { url: 'https://glpi.example', login: 'latchkey', password: 'of latchkey', appToken: 'app' }
  expect(secretsOf({ rest })).toEqual(['of latchkey', 'app'])
})
