import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { isDone } from '#domain/storage.ts'
import { openGlpi } from '../open-glpi.ts'
import { act, BROKEN, LEFT_BEHIND, leaveBehind, SOUND } from './write-stories.ts'
import { startFakeGlpi, type FakeGlpi } from './fake-glpi.ts'
import { readableKey, type CryptFile } from './model.ts'

const client = { clientId: 'client', clientSecret: 'secret' }
const [OWN = 'missing'] = SOUND
const fakes: Partial<Record<Release, FakeGlpi>> = {}
type Release = 10 | 11

const rest = ({ url, userToken }: FakeGlpi) => ({ url, userToken })
const byPassword = ({ url, login, password }: FakeGlpi) => ({ url, login, password })
const restV2 = (fake: FakeGlpi) => ({ ...client, ...byPassword(fake) })

type Made = { of: Release[]; make: (fake: FakeGlpi) => Connection }
const CONNECTIONS: Record<string, Made> = {
  rest: { of: [10, 11], make: (fake) => ({ rest: rest(fake) }) },
  'rest by password': { of: [10, 11], make: (fake) => ({ rest: byPassword(fake) }) },
  'rest as api.php/v1': { of: [10, 11], make: (fake) => ({ rest: { ...rest(fake), url: `${fake.url}/api.php/v1` } }) },
  'v2 alone': { of: [11], make: (fake) => ({ restV2: restV2(fake) }) },
  'v2, proven by rest': {
    of: [11],
    make: (fake) => ({ rest: rest(fake), restV2: restV2(fake), write: 'rest-v2' }),
  },
}
const namesOf = (release: Release) => Object.keys(CONNECTIONS).filter((name) => CONNECTIONS[name]?.of.includes(release))

const story = (release: Release, files: readonly CryptFile[]) =>
  fc.record({
    release: fc.constant(release),
    left: fc.constantFrom(...LEFT_BEHIND),
    acts: fc.array(
      fc.record({
        act,
        file: fc.constantFrom(...files),
        by: fc.constantFrom(...namesOf(release)),
        // in place of the answer to each write
        drops: fc.constantFrom(null, null, null, 'before' as const, 'after' as const),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })

/** Lives through a story; what each act came to, beside what GLPI would send afterwards. */
async function live({ release, left, acts }: ReturnType<typeof story> extends fc.Arbitrary<infer One> ? One : never) {
  const fake = fakes[release]
  if (!fake) throw new Error('it is not there yet')
  leaveBehind(fake, left)
  const outcomes = []
  for (const { act: wanted, file, by, drops } of acts) {
    fake.cryptFile = file
    const isQuestion = (method: string, path: string) => method === 'GET' || /\/(token|initSession)$/.test(path)
    fake.drops = ({ method, path }) => (isQuestion(method, path) ? null : drops)
    const glpi = openGlpi({ connection: CONNECTIONS[by]?.make(fake) ?? {} })
    const { signal } = new AbortController()
    const outcome = await (wanted.do === 'set' ? glpi.set(wanted.key, signal) : glpi.remove(signal))
    await glpi.close()
    outcomes.push({
      outcome,
      done: isDone(outcome, wanted.do),
      key: wanted.key,
      readable: readableKey(fake),
      // its row shows that it is gone, and nothing else
      provable: drops !== 'before' && (by !== 'v2 alone' || wanted.do === 'remove'),
    })
  }
  return outcomes
}

/** Tests what is promised of a GLPI against fake ones that answer over HTTP, `numRuns` times each. */
export function testOverHttp(numRuns: number): void {
  beforeAll(async () => {
    fakes[10] = await startFakeGlpi({ cryptFile: OWN })
    fakes[11] = await startFakeGlpi({ cryptFile: OWN, version: '11.0.8', hlapi: { enabled: true, ...client } })
  })
  afterAll(async () => {
    await fakes[10]?.close()
    await fakes[11]?.close()
  })
  test.each<Release>([10, 11])(
    'a GLPI %i that cannot encrypt is never reported as done, in any order of writes and removals',
    async (release) => {
      const property = fc.asyncProperty(story(release, BROKEN), async (one) =>
        (await live(one)).every(
          ({ done, outcome }) => !done && outcome.storage !== 'proven' && outcome.readable !== true,
        ),
      )
      expect(await fc.check(property, { numRuns })).toMatchObject({ counterexample: null, errorInstance: null })
    },
  )

  test.each<[Release, readonly CryptFile[]]>([
    [10, SOUND],
    // with another file than its tokens were encrypted with, 11 lets nobody in
    [11, SOUND.slice(0, 1)],
  ])('a sound GLPI %i ends with the key, proven, as long as writes reach it', async (release, files) => {
    const property = fc.asyncProperty(story(release, files), async (one) =>
      (await live(one)).every(
        ({ done, key, readable, provable }) => (done || !provable) && (!done || readable === key),
      ),
    )
    expect(await fc.check(property, { numRuns })).toMatchObject({ counterexample: null, errorInstance: null })
  })
}
