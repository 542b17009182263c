import { expect, test } from 'vitest'
import { databaseAddressOf } from './address.ts'

test.each<[written: string, port: number | undefined, expected: object]>([
  ['db.example.org', undefined, { host: 'db.example.org', port: 3306 }],
  ['db.example.org', 3307, { host: 'db.example.org', port: 3307 }],
  ['db.example.org:3308', undefined, { host: 'db.example.org', port: 3308 }],
  // as config_db.php has it, it is meant
  ['127.0.0.1:3399', 3306, { host: '127.0.0.1', port: 3399 }],
  ['localhost:/run/mysqld/mysqld.sock', undefined, { path: '/run/mysqld/mysqld.sock' }],
  ['/run/mysqld/mysqld.sock', 3306, { path: '/run/mysqld/mysqld.sock' }],
  ['::1', undefined, { host: '::1', port: 3306 }],
  ['2001:db8::7', 3307, { host: '2001:db8::7', port: 3307 }],
  ['[::1]', undefined, { host: '::1', port: 3306 }],
  ['[::1]:3307', undefined, { host: '::1', port: 3307 }],
  ['p:db.example.org', undefined, { host: 'db.example.org', port: 3306 }],
  ['p:db.example.org:3307', undefined, { host: 'db.example.org', port: 3307 }],
  [' db.example.org ', undefined, { host: 'db.example.org', port: 3306 }],
])('%s with port %s', (written, port, expected) => {
  expect(databaseAddressOf(written, port)).toEqual(expected)
})
