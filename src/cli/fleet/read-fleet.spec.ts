import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { FleetFile } from '#contract/fleet.ts'
import { parseFleet } from './read-fleet.ts'

const EXAMPLE = readFileSync(new URL('../testing/fleet.yaml', import.meta.url), 'utf8')
const SECRET = 'A1b2C3d4E5f6G7h8I9j0A1b2C3d4E5f6G7h8I9j0'

test('the example is read as its schema says', () => {
  const { instances, ...head } = FleetFile.parse(parse(EXAMPLE))
  expect(parseFleet(EXAMPLE)).toEqual({ head, instances })
})

const rest = (more = ''): string =>
  `version: 1\ninstances:\n  - name: a\n    rest:\n      url: https://a.example\n${more}`

test.each<[string, string, string]>([
  ['a secret in the file', rest(`      userToken: ${SECRET}\n`), '6:7 userToken must say where the secret is'],
  ['a key in the file', `key: ${SECRET}\n${rest()}`, '1:1 key must say where the secret is'],
  ['a list in place of a secret', rest(`      userToken: [${SECRET}]\n`), '6:7 userToken must say where'],
  ['a member nobody knows', rest('      token: env:T\n'), '6:7 unknown field token'],
  ['a secret as the name of a member', rest(`      ${SECRET}: x\n`), '6:7 unknown field'],
  ['one letter too many', rest('      urll: https://x.example\n'), '6:7 unknown field urll (did you mean url?)'],
  [
    'letters in another case',
    rest('      usertoken: env:T\n'),
    '6:7 unknown field usertoken (did you mean userToken?)',
  ],
  ['no name', 'version: 1\ninstances:\n  - rest: {url: https://a.example}\n', '3:5 name is missing'],
  ...['0123', '42', '1.5', '0x1F', '1e3', 'true'].map((name): [string, string, string] => [
    `the name ${name}, which YAML takes for something else`,
    `version: 1\ninstances:\n  - name: ${name}\n    rest: {url: https://a.example}\n`,
    `3:5 name must be text: put it in quotes, '${name}'`,
  ]),
  ['a number in place of a secret', rest('      userToken: 1234\n'), '6:7 userToken must say where the secret is'],
  [
    'a name without text',
    'version: 1\ninstances:\n  - name:\n    rest: {url: https://a.example}\n',
    '3:5 name is empty',
  ],
  [
    'a list of names',
    'version: 1\ninstances:\n  - name: [a]\n    rest: {url: https://a.example}\n',
    '3:5 name must be text',
  ],
  ['a comma in a name', 'version: 1\ninstances: [{name: "a,b", rest: {url: https://a.example}}]', '2:14 name must be'],
  ['the same name twice', `${rest()}${rest().slice(22)}`, '6:5 the name a is given twice'],
  ['no connection method', 'version: 1\ninstances:\n- name: a\n', '3:3 the entry has no connection method'],
  ['a method that is not there', rest('    prove: database\n'), '3:5 the entry names a connection method'],
  ['no address', 'version: 1\ninstances:\n- name: a\n  rest:\n    url: nowhere\n', '5:5 url must be an http'],
  ['a login in an address', rest().replace('//', `//glpi:${SECRET}@`), '5:7 url may have no login in it'],
  [
    'a login in an address of API v2',
    `version: 1\ninstances:\n- name: a\n  restV2: {url: "https://glpi:${SECRET}@a.example", clientId: c, login: l}\n`,
    '4:12 url may have no login in it',
  ],
  ['a password alone in the address', rest().replace('//', `//:${SECRET}@`), '5:7 url may have no login in it'],
  ['another version', rest().replace('1', '2'), '1:1 version must be 1'],
  ['no version', rest().slice(11), '1:1 version must be 1'],
  ['no instances', 'version: 1\n', '1:1 instances must be a list'],
  ['an empty list', 'version: 1\ninstances: []\n', '2:1 instances must be a list'],
  ['nothing', '', '1:1 version must be 1'],
  ['a tab', rest(`\tuserToken: ${SECRET}\n`), '6:1 lines are indented with blanks'],
  ['a quotation mark too few', rest(`      userToken: "${SECRET}\n`), '7:1 a quotation mark'],
  ['a member twice', rest('      url: https://b.example\n'), '6:7 this member is given twice'],
  ['too much at once', `concurrency: 1000\n${rest()}`, '1:1 concurrency is too large: 256 at most'],
])('%s is reported with its place, and never quoted', (_, text, expected) => {
  const faults = parseFleet(text)
  if (!Array.isArray(faults)) throw new Error('it was taken')
  const places = faults.map(({ line, column, words }) => `${line}:${column} ${words}`)
  expect(places[0]).toContain(expected)
  expect(places.join('\n')).not.toContain(SECRET.slice(0, 20))
})

test('anchors and merges are read too', () => {
  const text = `version: 1\nx: 1\ninstances:\n  - &one\n    name: a\n    rest: {url: https://a.example}\n  - {<<: *one, name: b}\n`
  expect(parseFleet(text.replace('x: 1\n', ''))).toMatchObject({ instances: [{ name: 'a' }, { name: 'b' }] })
})
