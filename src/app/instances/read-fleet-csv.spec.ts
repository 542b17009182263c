import { expect, test } from 'vitest'
import { fleetCsv } from './fleet-csv.ts'
import { readFleetCsv, type FileFault, type LineFault } from './read-fleet-csv.ts'

const read = (text: string) => readFleetCsv(text, new Set(['sandbox']))

test.each<[what: string, cells: string, faults: LineFault[]]>([
  ['all of it', 'Town hall,town,https://proxy.example/,https://glpi.example/', []],
  ['a name alone', 'Town hall,,,', []],
  ['a GLPI without its scheme', 'Town hall,,,glpi.example/glpi', []],
  ['no name', ',town,,', ['name']],
  ['an identifier with blanks', 'Town hall,town hall,,', ['id']],
  ['an identifier that is taken', 'Practice,sandbox,,', ['id-taken']],
  ['addresses that are none', 'Town hall,town,elsewhere,nowhere at all', ['services', 'glpi']],
  ['a login in the address of the services', 'Town hall,town,https://me:pw@proxy.example/,', ['services']],
  ['a key', 'Town hall,town,eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9,', ['secret']],
])('%s', (_, cells, faults) => {
  const [line] = read(`name,id,services,glpi\n${cells}\n`).lines
  expect(line?.faults).toEqual(faults)
  expect(line?.form === null).toBe(faults.length > 0)
})

test.each<[text: string, FileFault]>([
  ['', 'empty'],
  ['name,id\n', 'empty'],
  ['Town hall\nLibrary\n', 'no-name'],
  ['name,registration_key\nTown hall,x\n', 'secret-column'],
  ['name,user token\nTown hall,x\n', 'secret-column'],
  [`name\n${'Town\n'.repeat(2001)}`, 'too-many'],
])('%j', (text, fault) => expect(read(text)).toEqual({ lines: [], fault, ignored: [] }))

test('the identifier follows the name, twice is once too often, and columns may be in any order', () => {
  const { lines, ignored } = read('colour;glpi;name\nred;glpi.example;École Zola\nblue;;ecole zola\n')
  expect(ignored).toEqual(['colour'])
  expect(lines).toEqual([
    {
      line: 2,
      name: 'École Zola',
      id: 'ecole-zola',
      form: { name: 'École Zola', id: 'ecole-zola', connection: { rest: { url: 'https://glpi.example' } } },
      faults: [],
    },
    { line: 3, name: 'ecole zola', id: 'ecole-zola', form: null, faults: ['id-taken'] },
  ])
})

test('what is saved from the list can be added again', () => {
  const csv = fleetCsv([
    {
      id: 'town',
      name: '=Town, "hall"',
      servicesUrl: 'https://services.glpi-network.com',
      sandbox: false,
      state: 'active',
      daysLeft: 100,
      startsInDays: null,
      warning: { kind: 'none', severity: 'ok', days: 100 },
      checkedAt: '2026-11-25T08:00:00Z',
      cause: null,
      storage: 'proven',
      glpi: { ways: ['rest'], version: '11.0.2' },
    },
  ])
  expect(csv).toBe(
    '\uFEFFname,id,services,state,days_left,in_glpi,glpi_version,cause,checked_at\r\n' +
      '"\'=Town, ""hall""",town,https://services.glpi-network.com,active,100,proven,11.0.2,,2026-11-25T08:00:00Z\r\n',
  )
  expect(read(csv).lines[0]?.form).toEqual({
    name: '=Town, "hall"',
    id: 'town',
    servicesUrl: 'https://services.glpi-network.com',
  })
})
