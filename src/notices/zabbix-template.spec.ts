import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { STATES } from '#domain/verdict.ts'
import { metricsParts } from './metrics.ts'

const source = readFileSync(new URL('../../public/zabbix-template.yaml', import.meta.url), 'utf8')

type Step = { type: string; parameters: string[] }
type Trigger = { expression: string }
type Item = {
  key: string
  master_item?: { key: string }
  preprocessing?: Step[]
  triggers?: Trigger[]
  trigger_prototypes?: Trigger[]
}
type Template = { template: string; items: Item[]; discovery_rules: (Item & { item_prototypes: Item[] })[] }

const { zabbix_export }: { zabbix_export: { version: string; templates: Template[] } } = parse(source)
const [template] = zabbix_export.templates
const rules = template?.discovery_rules ?? []
const prototypes = rules.flatMap(({ item_prototypes: items }) => items)
const items = [...(template?.items ?? []), ...rules, ...prototypes]

test('each metric and label that the template reads is there', () => {
  const names = items.flatMap(({ preprocessing = [] }) =>
    preprocessing.map(({ parameters }) => /^\w+/.exec(parameters[0] ?? '')?.[0] ?? ''),
  )
  const served = [...[...metricsParts([])].join('').matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name)
  expect(new Set(names)).toEqual(new Set(served))
})

test('each trigger and each dependent item names an item of the template', () => {
  const keys = new Set(items.map(({ key }) => key))
  const named = items.flatMap(({ triggers = [], trigger_prototypes: others = [] }) =>
    [...triggers, ...others].flatMap(({ expression }) =>
      [...expression.matchAll(/\(\/Latchkey by HTTP\/(latchkey\.\w+(?:\["\{#ID\}"\])?)/g)].map(([, key = '']) => key),
    ),
  )
  expect(named).toHaveLength(6)
  const masters = items.flatMap(({ master_item: master }) => (master ? [master.key] : []))
  expect([...named, ...masters].filter((key) => !keys.has(key))).toEqual([])
})

test('each state that a trigger names is one', () => {
  const named = [...source.matchAll(/"\^\((.+?)\)\$"/g)].flatMap(([, states = '']) => states.split('|'))
  expect(named).toHaveLength(5)
  expect(named.filter((state) => !STATES.some((one) => one === state))).toEqual([])
})

test('no two parts have one id, and each is a UUID of version 4', () => {
  const ids = [...source.matchAll(/uuid: (\S+)/g)].map(([, id = '']) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/.test(id))).toEqual([])
})
