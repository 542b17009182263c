import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { DEMO_KEY, LONG_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { isDone } from '#domain/storage.ts'
import { encryptedAsGlpi } from '#glpi/testing/as-glpi.ts'
import { runsOf } from '../../src/bin/full-run.ts'
import { aGlpi, remove, set } from './machines.ts'

/**
 * Latchkey never reports a success that is none: here with real parts, in src/glpi/no-false-success.spec.ts with models of every
 * connection method.
 */

const glpi = aGlpi()
const OTHER = randomBytes(32)

const PAIRS = {
  'the console': () => ({ console: glpi().console }),
  'the database': () => ({ database: glpi().database }),
  'the console, proven by the database': () => ({ ...both(), write: 'console', prove: 'database' }),
  'the database, proven by the console': () => ({ ...both(), write: 'database', prove: 'console' }),
} satisfies Record<string, () => Connection>

const both = () => ({ console: glpi().console, database: glpi().database })

const LEFT_BEHIND: Record<string, () => string | null> = {
  'no row': () => null,
  empty: () => '',
  'an encrypted nothing': () => encryptedAsGlpi('', glpi().cryptKey),
  'a key': () => encryptedAsGlpi(DEMO_KEY, glpi().cryptKey),
  'a key of another file': () => encryptedAsGlpi(DEMO_KEY, OTHER),
  'a key in clear': () => DEMO_KEY,
  rubbish: () => 'none of it',
}

/** GLPI can encrypt nothing with these files; null: the file is missing. */
const BROKEN = [null, Buffer.alloc(0), randomBytes(31), randomBytes(33)]

const story = (files: readonly (Buffer | null)[]) =>
  fc.record({
    left: fc.constantFrom(...Object.keys(LEFT_BEHIND)),
    acts: fc.array(
      fc.record({
        key: fc.constantFrom('', DEMO_KEY, LONG_KEY),
        by: fc.constantFrom(...Object.keys(PAIRS)),
        file: fc.constantFrom(...files),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })

/** A value that the copy does not open stays; and emptied, nothing shows that GLPI could encrypt. */
const OVER_ANOTHER = new Set<CauseCode | null>(['copy-does-not-fit', 'stored-blank'])

type Story = ReturnType<typeof story> extends fc.Arbitrary<infer One> ? One : never

const RUNS = runsOf({ sample: 8, all: 24 })

const isPair = (name: string): name is keyof typeof PAIRS => name in PAIRS

/** Plays a story; '' removes the key. */
async function play({ left, acts }: Story) {
  await glpi().store(LEFT_BEHIND[left]?.() ?? null)
  // what a copy of the file is tried on
  await glpi().set('smtp_passwd', encryptedAsGlpi('a password', glpi().cryptKey))
  const results = []
  for (const { key, by, file } of acts) {
    if (file) glpi().put('config/glpicrypt.key', file)
    else rmSync(glpi().at('config/glpicrypt.key'), { force: true })
    const connection = isPair(by) ? PAIRS[by]() : {}
    const outcome = await (key === '' ? remove(connection) : set(connection, key))
    const done = isDone(outcome, key === '' ? 'remove' : 'set')
    results.push({ by, key, done, outcome, readable: (await glpi().key()) ?? '' })
  }
  return results
}

test('a GLPI that cannot encrypt is never reported as done, in any order of writes and removals', async () => {
  const property = fc.asyncProperty(story(BROKEN), async (one) =>
    (await play(one)).every(({ done, outcome }) => !done && outcome.storage !== 'proven'),
  )
  expect(await fc.check(property, { numRuns: RUNS })).toMatchObject({ counterexample: null, errorInstance: null })
})

test('a sound GLPI ends with the key, proven unless it was written past GLPI; a value of another file is not overwritten', async () => {
  const property = fc.asyncProperty(story([glpi().cryptKey]), async (one) =>
    (await play(one)).every(
      ({ done, key, readable, outcome }) =>
        (done && readable === key) ||
        (one.left === 'a key of another file' && OVER_ANOTHER.has(outcome.cause)) ||
        // past GLPI with a copy that has opened nothing of its own: taken, and proven by nothing
        (outcome.storage === 'accepted' && outcome.cause === 'stored-unproven' && readable === key),
    ),
  )
  expect(await fc.check(property, { numRuns: RUNS })).toMatchObject({ counterexample: null, errorInstance: null })
})
