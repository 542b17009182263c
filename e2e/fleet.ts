import { EMPTY_SNAPSHOT } from '#domain/storage.ts'
import type { VendorAnswer, NoAnswer } from '#domain/verdict.ts'
import type { Store } from '#server/store/database.ts'

const DAY_MS = 86_400_000
const AT_ONCE = 500

type Kind = {
  days: number | null
  latest?: VendorAnswer['verdict'] | 'no-answer'
  storage?: 'proven' | 'blank' | 'accepted'
}

/** One of ten, over and over: what a fleet is made of. */
const KINDS: readonly Kind[] = [
  { days: null },
  { days: 13, storage: 'proven' },
  { days: -3, latest: 'ended', storage: 'accepted' },
  { days: null, latest: 'refused' },
  { days: 140, latest: 'no-answer', storage: 'proven' },
  { days: 90, storage: 'blank' },
  { days: 97, storage: 'proven' },
  { days: 211, storage: 'proven' },
  { days: 300 },
  { days: 364, storage: 'proven' },
]

/** What is kept of a look, but for the key. */
const { stored: _stored, ...NOTHING_BESIDE } = EMPTY_SNAPSHOT

const VERSIONS = ['9.5.13', '10.0.19', '11.0.2']

/** Puts `count` instances into the store of a gateway, which is closed then, as if each had a key and most a GLPI: `Town 0` and so on. */
export async function seedFleet(store: Store, count: number, nameOf = (at: number) => `Town ${at}`): Promise<void> {
  const now = Date.now()
  const all = Array.from({ length: count }, (_, at) => at)
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE)
    // made before the transaction begins, so that a gateway which runs has its turn to write
    const inserts = [
      store.insertInto('instances').values(some.map((at) => instance(at, nameOf(at), now))),
      store.insertInto('registrations').values(some.flatMap((at) => registration(at, now))),
      store.insertInto('glpis').values(some.flatMap((at) => glpi(at, now))),
    ].map((insert) => insert.compile())
    await store.transaction().execute(async (rows) => {
      for (const insert of inserts) await rows.executeQuery(insert)
    })
  }
  await store.destroy()
}

const kindOf = (at: number): Kind => KINDS[at % KINDS.length] ?? { days: null }

const instance = (at: number, name: string, now: number) => ({
  id: `town-${at}`,
  name,
  services_url: 'https://services.glpi-network.com',
  uid: 'u'.repeat(40),
  created_at: now,
})

function registration(at: number, now: number) {
  const { days, latest = 'accepted' } = kindOf(at)
  if (at % KINDS.length === 0) return []
  const answer: VendorAnswer = {
    verdict: latest === 'no-answer' ? 'accepted' : latest,
    message: null,
    cause: latest === 'ended' ? 'subscription-ended' : latest === 'refused' ? 'key-refused' : null,
    subscription:
      days === null
        ? null
        : {
            title: 'Standard',
            running: days >= 0,
            beginsAt: new Date(now - 100 * DAY_MS).toISOString(),
            endsAt: new Date(now + days * DAY_MS + DAY_MS / 2).toISOString(),
            offer: null,
          },
    owner: null,
    clockOffsetMs: 0,
  }
  const silence: NoAnswer = { verdict: 'no-answer', message: null, cause: 'reply-timeout', retryAfterSeconds: null }
  return [
    {
      instance_id: `town-${at}`,
      sealed_key: 'never opened',
      fingerprint: `sha256:${'a'.repeat(64)}`,
      key_length: 388,
      finding: 'clean' as const,
      saved_at: now,
      latest: JSON.stringify(latest === 'no-answer' ? silence : answer),
      latest_at: now,
      latest_vendor_at: now,
      latest_by: 'schedule' as const,
      answer: JSON.stringify(answer),
      answer_at: now - at * 1000,
      answer_vendor_at: now - at * 1000,
      answer_language: null,
      failures: 0,
      // after the test
      next_check_at: now + DAY_MS,
    },
  ]
}

function glpi(at: number, now: number) {
  const { storage } = kindOf(at)
  if (storage === undefined) return []
  return [
    {
      instance_id: `town-${at}`,
      sealed_connection: 'never opened',
      ways: JSON.stringify(['rest']),
      seen: JSON.stringify({
        ...NOTHING_BESIDE,
        version: VERSIONS[at % VERSIONS.length],
        clockOffsetSeconds: null,
      }),
      sealed_proxy: null,
      seen_at: now,
      cause: null,
      failures: 0,
      next_look_at: now + DAY_MS,
      storage,
      storage_cause: storage === 'blank' ? ('stored-blank' as const) : null,
      holds_another: 0 as const,
      mark: null,
      proven_fingerprint: null,
    },
  ]
}
