import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GlpiSnapshot } from '#contract/glpi-snapshot.ts'
import type { Step } from '#domain/diagnosis.ts'
import { EMPTY_SNAPSHOT, STORAGES, UNSEEN_KEY, type Snapshot } from '#domain/storage.ts'
import type { Inspection } from '#glpi/glpi.ts'
import { glpiAfter, unseenGlpi } from './glpi-service.ts'
import { glpiView, seenInGlpi } from './view.ts'

const nullable = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const THEN = Date.parse('2030-01-01T00:00:00Z')
const NOW = THEN + 3_600_000

const sights: fc.Arbitrary<Snapshot> = fc.record({
  version: nullable(fc.constantFrom('10.0.19', '11.0.8')),
  uid: nullable(fc.constant('u'.repeat(40))),
  installMode: nullable(fc.constantFrom('TARBALL', 'DOCKER')),
  rights: nullable(fc.record({ read: fc.boolean(), update: fc.boolean() })),
  proxy: nullable(fc.constant(false as const)),
  proxyExclusions: nullable(fc.constant([])),
  vendorReach: nullable(fc.record({ reachable: fc.boolean(), cause: fc.constant(null) })),
  replacePlugins: nullable(fc.constantFrom(1 as const, 2 as const, 3 as const)),
  marketplaceEnabled: nullable(fc.boolean()),
  directoryWritable: nullable(fc.boolean()),
  cryptKey: nullable(fc.constantFrom('sound' as const, 'missing' as const)),
  stored: fc.record({
    state: fc.constantFrom('none', 'blank', 'readable', 'present', 'faulty', 'unseen'),
    cause: fc.constant(null),
    fingerprint: nullable(fc.constantFrom('sha256:ours', 'sha256:theirs')),
    length: nullable(fc.constantFrom(292, 805)),
    mark: nullable(fc.constant('m1')),
    by: fc.constant('rest' as const),
    glpiReads: nullable(fc.boolean()),
    copyProven: nullable(fc.boolean()),
  }),
})

const step = (cause: Step['cause']): Step => ({
  id: 'glpi-reach',
  stage: 'glpi-reach',
  route: 'glpi',
  outcome: cause ? 'failed' : 'passed',
  ms: 1,
  cause,
  facts: {},
})
const inspect = (snapshot: Snapshot, cause: Step['cause'] = null): Inspection => ({
  snapshot,
  steps: [step(cause)],
  clocks: [],
})
const ours = { fingerprint: 'sha256:ours', keyLength: 292 }
const checked = (property: fc.IProperty<[Snapshot]>) => fc.check(property, { numRuns: 500 })
const PASSED = { counterexample: null, errorInstance: null }

const FIELDS = [
  'version',
  'uid',
  'installMode',
  'rights',
  'proxy',
  'replacePlugins',
  'directoryWritable',
  'cryptKey',
] as const

test('what was not observed is null in the API and in the conditions', () => {
  const property = fc.property(sights, (snapshot) => {
    const glpi = glpiAfter(inspect(snapshot), unseenGlpi(['rest']), ours, NOW)
    const view = GlpiSnapshot.parse(glpiView(glpi))
    const conditions = seenInGlpi(glpi)
    const { stored } = snapshot
    return (
      FIELDS.every((field) => (view[field] === null) === (snapshot[field] === null)) &&
      conditions?.marketplaceEnabled === snapshot.marketplaceEnabled &&
      (view.storedSeenAt === null) === (stored.state === 'unseen') &&
      (stored.state !== 'unseen' || (view.storage === 'unknown' && view.provenAt === null && view.since === null)) &&
      (stored.glpiReads !== null || view.readable !== true) &&
      (view.readable === null) === (view.readableAt === null) &&
      STORAGES.includes(view.storage)
    )
  })
  expect(checked(property)).toMatchObject(PASSED)
})

test('a failed inspection leaves all of it as it was, with the times of then', () => {
  const property = fc.property(sights, (snapshot) => {
    const before = glpiAfter(inspect(snapshot), unseenGlpi(['rest']), ours, THEN)
    const after = glpiAfter(inspect(EMPTY_SNAPSHOT, 'glpi-unreachable'), before, ours, NOW)
    const told = glpiView(after)
    const { cause, attemptedAt, ...rest } = told
    const { cause: _cause, attemptedAt: _attemptedAt, ...then } = glpiView(before)
    return (
      JSON.stringify(rest) === JSON.stringify(then) &&
      cause === 'glpi-unreachable' &&
      attemptedAt === new Date(NOW).toISOString()
    )
  })
  expect(checked(property)).toMatchObject(PASSED)
})

test('one that sees the settings and not the key moves the one time and not the other', () => {
  const before = glpiAfter(
    inspect({ ...EMPTY_SNAPSHOT, version: '11.0.8', stored: { ...UNSEEN_KEY, state: 'none', by: 'rest' } }),
    unseenGlpi(['rest']),
    null,
    THEN,
  )
  const view = glpiView(
    glpiAfter(inspect({ ...EMPTY_SNAPSHOT, version: '11.0.9' }, 'right-missing'), before, null, NOW),
  )
  expect(view).toMatchObject({ version: '11.0.9', storage: 'none', cause: 'right-missing' })
  expect(view.seenAt).toBe(new Date(NOW).toISOString())
  expect([view.storedSeenAt, view.older]).toEqual([
    new Date(THEN).toISOString(),
    { storage: new Date(THEN).toISOString() },
  ])
})
