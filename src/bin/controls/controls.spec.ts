import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONTROLS } from './controls.ts'
import { takenOut } from './take-out.ts'

const ROOT = new URL('../../../', import.meta.url)
const FOLDER = new URL('src/docs/security/', ROOT)
const page = readFileSync(new URL('asvs.md', FOLDER), 'utf8')

/** How many requirements of levels 1 and 2 each section of OWASP ASVS 5.0.0 has. They are numbered from 1. */
const SECTIONS = `
  1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
  5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
  8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3
  11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7
  16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2`
const REQUIREMENTS = [...SECTIONS.matchAll(/(\S+):(\d+)/g)].flatMap(([, section, count]) =>
  Array.from({ length: Number(count) }, (_, at) => `${section}.${at + 1}`),
)

/** The cells of each row that begins with a number. */
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+.*) \|$/gm)].map(([, row = '']) => row.split(' | '))
/** Those of requirements that apply. */
const applying = rows
  .filter((cells) => cells.length === 5)
  .map(([requirement = '', , control = '', link = '', out = '']) => {
    const [, name = '', target = ''] = /^\[(.+)\]\((.+)\)$/.exec(link) ?? []
    return { requirement, control: /^`(.+)`$/.exec(control)?.[1], name, target, out }
  })
const tested = applying.filter(({ target }) => target.endsWith('.ts'))

const fileAt = (target: string): URL => new URL(target, FOLDER)
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )

test('each requirement of levels 1 and 2 is named once', () => {
  expect(rows.flatMap(([numbers = '']) => numbers.split(', ')).toSorted()).toEqual(REQUIREMENTS.toSorted())
})

test('each file and each test that the table names is there', () => {
  const gone = tested.filter(({ name, target }) => {
    const file = fileAt(target)
    return !existsSync(file) || !readFileSync(file, 'utf8').includes(name)
  })
  expect(gone).toEqual([])
  // package.json is not in src
  const isThere = (control: string) => ['src/', ''].some((folder) => existsSync(new URL(folder + control, ROOT)))
  expect(applying.filter(({ control }) => control !== undefined && !isThere(control))).toEqual([])
})

test('what has no test of its own leads to what is in writing', () => {
  const lost = [...page.matchAll(/\]\((?:([\w./-]+\.md))?(?:#([\w-]+))?\)/g)].filter(([, path, anchor]) => {
    const file = path === undefined ? new URL('asvs.md', FOLDER) : fileAt(path)
    return !existsSync(file) || (anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor))
  })
  expect(lost.map(([link]) => link)).toEqual([])
  expect(applying.filter(({ target }) => !/\.ts$|^#|^decisions\.md#/.test(target))).toEqual([])
})

test('each control that was taken out can be taken out again', () => {
  const inTable = tested
    .filter(({ out }) => out === 'yes')
    .map(({ requirement, name, target }) => `${requirement} ${target.replace('../../', 'src/')} ${name}`)
  const inList = CONTROLS.flatMap(({ requirements, spec, test: name }) =>
    requirements.map((requirement) => `${requirement} ${spec} ${name}`),
  )
  expect([...new Set(inList)].toSorted()).toEqual(inTable.toSorted())
  for (const control of CONTROLS) {
    const whole = readFileSync(new URL(control.file, ROOT), 'utf8')
    expect(takenOut(control, whole)).not.toBe(whole)
  }
})
