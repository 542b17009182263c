import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { isDone } from '#domain/storage.ts'
import { openGlpi } from './open-glpi.ts'
import { act, BROKEN, LEFT_BEHIND, leave, SOUND } from './testing/bar.ts'
import { startFakeGlpi, type FakeGlpi } from './testing/fake-glpi.ts'
import { readableKey, type CryptFile } from './testing/model.ts'

const hlapi = { enabled: true, clientId: 'client', clientSecret: 'secret' }
let fake: FakeGlpi
beforeAll(async () => {
  fake = await startFakeGlpi({ hlapi })
})
afterAll(() => fake.close())

const rest = () => ({ url: fake.url, userToken: fake.userToken })
const restV2 = () => ({ url: fake.url, ...client, login: fake.login, password: fake.password })
const client = { clientId: hlapi.clientId, clientSecret: hlapi.clientSecret }

const CONNECTIONS: Record<string, () => Connection> = {
  rest: () => ({ rest: rest() }),
  'rest as api.php/v1': () => ({ rest: { ...rest(), url: `${fake.url}/api.php/v1` } }),
  'v2 alone': () => ({ restV2: restV2() }),
  'v2, proven by rest': () => ({ rest: rest(), restV2: restV2(), write: 'rest-v2' }),
}

const story = (files: readonly CryptFile[]) =>
  fc.record({
    left: fc.constantFrom(...LEFT_BEHIND),
    acts: fc.array(
      fc.record({
        act,
        file: fc.constantFrom(...files),
        by: fc.constantFrom(...Object.keys(CONNECTIONS)),
        // in place of the answer to each write
        drops: fc.constantFrom(null, null, null, 'before' as const, 'after' as const),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })

/** Lives through a story; what each act came to, beside what GLPI would send afterwards. */
async function live({ left, acts }: ReturnType<typeof story> extends fc.Arbitrary<infer One> ? One : never) {
  leave(fake, left)
  const told = []
  for (const { act: wanted, file, by, drops } of acts) {
    fake.cryptFile = file
    fake.drops = ({ method, path }) => (method === 'GET' || path.endsWith('/token') ? null : drops)
    const glpi = openGlpi({ connection: CONNECTIONS[by]?.() ?? {} })
    const { signal } = new AbortController()
    const outcome = await (wanted.do === 'set' ? glpi.set(wanted.key, signal) : glpi.remove(signal))
    await glpi.close()
    const provable = by !== 'v2 alone' && drops !== 'before'
    told.push({
      storage: outcome.storage,
      done: isDone(outcome, wanted.do),
      key: wanted.key,
      readable: readableKey(fake),
      provable,
    })
  }
  return told
}

test('a GLPI that cannot encrypt is never reported as done, in any order of writes and removals', async () => {
  const property = fc.asyncProperty(story(BROKEN), async (one) =>
    (await live(one)).every(({ done, storage }) => !done && storage !== 'proven'),
  )
  expect(await fc.check(property, { numRuns: 60 })).toMatchObject({ counterexample: null, errorInstance: null })
})

test('a sound GLPI ends with the key, proven, as long as writes reach it', async () => {
  const property = fc.asyncProperty(story(SOUND), async (one) =>
    (await live(one)).every(({ done, key, readable, provable }) => done === provable && (!done || readable === key)),
  )
  expect(await fc.check(property, { numRuns: 60 })).toMatchObject({ counterexample: null, errorInstance: null })
})
