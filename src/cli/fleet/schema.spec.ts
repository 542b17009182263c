import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { fromJSONSchema } from 'zod'
import { fleetJsonSchema } from './schema.ts'

const SHIPPED = new URL('../../../public/fleet.schema.json', import.meta.url)
const EXAMPLE = new URL('../testing/fleet.yaml', import.meta.url)

test('the shipped schema is that of the code (npm run schema writes it)', () => {
  const wanted = JSON.stringify(fleetJsonSchema(), null, 2)
  if (process.env['LATCHKEY_SCHEMA'] === 'write') writeFileSync(SHIPPED, wanted)
  expect(JSON.parse(readFileSync(SHIPPED, 'utf8'))).toEqual(JSON.parse(wanted))
})

/** Zod reads a member of an `allOf` as if it allowed whatever it does not name: the one that requires a connection method is left out here. */
const READ = fromJSONSchema(
  JSON.parse(readFileSync(SHIPPED, 'utf8'), (name, part) => (name === 'allOf' ? undefined : part)),
)
const accepts = (file: unknown): boolean => READ.safeParse(file).success

test('the shipped schema accepts the example, and refuses what the reader refuses', () => {
  const example = parse(readFileSync(EXAMPLE, 'utf8'))
  const [first] = example.instances
  expect(accepts(example)).toBe(true)
  expect(accepts({ ...example, version: 2 })).toBe(false)
  expect(accepts({ ...example, instances: [{ ...first, key: 'a key itself' }] })).toBe(false)
  expect(accepts({ ...example, instances: [{ ...first, keyy: 'env:KEY' }] })).toBe(false)
  expect(fleetJsonSchema()).toHaveProperty('properties.instances.items.allOf', [
    { anyOf: ['rest', 'restV2', 'console', 'database'].map((method) => ({ required: [method] })) },
  ])
})
