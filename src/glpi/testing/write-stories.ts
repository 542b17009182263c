import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { DEMO_KEY, LONG_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { isDone, type MethodKind, type WriteOutcome } from '#domain/storage.ts'
import { createProof } from '../write-and-verify/proof.ts'
import { removeKey } from '../write-and-verify/remove.ts'
import { setKey } from '../write-and-verify/write.ts'
import { encryptedAsGlpi } from './as-glpi.ts'
import { NONCE_BYTES, TAG_BYTES } from '../seal.ts'
import { sealedBytes } from '../write-and-verify/judge-stored.ts'
import {
  dropKey,
  isSound,
  keyRowOf,
  newModel,
  newModel11,
  opensSecrets,
  readableKey,
  storeKey,
  type CryptFile,
  type Model,
} from './model.ts'
import { modelMethod, type Trouble } from './model-methods.ts'

export const KEYS = [
  DEMO_KEY,
  LONG_KEY,
  Buffer.from(JSON.stringify({ id: 7, signature: 'c2lnbmVk' })).toString('base64'),
]
const FORMER = randomBytes(32)
const OWN = randomBytes(32)

/** What may stand in the row beforehand: nothing, NULL, or what a sound GLPI, an earlier one, or somebody else has left there. */
export const LEFT_BEHIND = [
  'no row',
  'NULL',
  'empty',
  'encrypted nothing',
  'key',
  'former key',
  'in clear',
  'rubbish',
] as const

export type LeftBehind = (typeof LEFT_BEHIND)[number]

export function leaveBehind(glpi: Model, what: LeftBehind): void {
  const values = {
    NULL: null,
    empty: '',
    'encrypted nothing': encryptedAsGlpi('', OWN),
    key: encryptedAsGlpi(DEMO_KEY, OWN),
    'former key': encryptedAsGlpi(DEMO_KEY, FORMER),
    'in clear': DEMO_KEY,
    rubbish: 'none of it',
  }
  if (what === 'no row') dropKey(glpi)
  else storeKey(glpi, values[what])
}

/** Files with which GLPI encrypts nothing. */
export const BROKEN: readonly CryptFile[] = [
  'missing',
  'unreadable',
  new Uint8Array(0),
  OWN.subarray(1),
  Buffer.concat([OWN, OWN]),
]
export const SOUND: readonly CryptFile[] = [OWN, FORMER]

export const act = fc.oneof(
  fc.record({ do: fc.constant('set' as const), key: fc.constantFrom(...KEYS) }),
  fc.record({ do: fc.constant('remove' as const), key: fc.constant('') }),
)

/** How a key is written, and read back; null: by nothing. The database has a file of its own, GLPI's or a former copy. */
export const PAIRS: readonly (readonly [writer: MethodKind, prover: MethodKind | null])[] = [
  ['rest', 'rest'],
  ['rest-v2', null],
  ['rest-v2', 'rest-v2'],
  ['rest-v2', 'rest'],
  ['console', 'console'],
  ['console', 'rest'],
  ['rest', 'console'],
  ['rest-v2', 'console'],
  ['database', 'console'],
  ['database', 'rest'],
  ['rest', 'database'],
  ['rest-v2', 'database'],
  ['console', 'database'],
]

/** Past GLPI, and read back with what it was written with. */
export const BY_COPY_ALONE = ['database', 'database'] as const

const trouble = fc.constantFrom<Trouble>('none', 'none', 'none', 'write-lost', 'answer-lost', 'unreadable')

export const story = (files: readonly CryptFile[], troubles = trouble, left: readonly LeftBehind[] = LEFT_BEHIND) =>
  fc.record({
    release: fc.constantFrom(10 as const, 11 as const),
    left: fc.constantFrom(...left),
    acts: fc.array(
      fc.record({
        act,
        trouble: troubles,
        file: fc.constantFrom(...files),
        copy: fc.constantFrom(...SOUND, ...BROKEN),
        pair: fc.constantFrom(...PAIRS),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })

type Story = ReturnType<typeof story> extends fc.Arbitrary<infer One> ? One : never

export type PlayedAct = {
  release: 10 | 11
  outcome: WriteOutcome
  done: boolean
  key: string
  pair: string
  readable: string | null
  /** Whether GLPI encrypts with the file that its tokens were encrypted with; without that, 11 lets nobody in. */
  letsIn: boolean
}

/** An encrypted nothing is no key to a GLPI that can decrypt, with whichever file it was encrypted. */
function sentKey(glpi: Model): string | null {
  const isNothing = sealedBytes(keyRowOf(glpi)?.value ?? '')?.length === NONCE_BYTES + TAG_BYTES
  return isNothing && isSound(glpi.cryptFile) ? '' : readableKey(glpi)
}

/** Lives through a story. @returns each outcome, beside what GLPI would send as its key afterwards. */
export async function playStory({ release: wantedRelease, left, acts }: Story): Promise<PlayedAct[]> {
  // only 11 has the new API
  const release = acts.some(({ pair: [by, seen] }) => by === 'rest-v2' || seen === 'rest-v2') ? 11 : wantedRelease
  const glpi = release === 11 ? newModel11(OWN) : newModel()
  leaveBehind(glpi, left)
  const played: PlayedAct[] = []
  for (const { act: wanted, trouble: now, file, copy, pair } of acts) {
    glpi.cryptFile = file
    const set = { glpi, copy: () => copy, trouble: () => now }
    const [writer, prover] = pair
    const proof = createProof(prover === null ? [] : [modelMethod(prover, set)])
    const writing = { writer: modelMethod(writer, set), proof, allowKeyAsArgument: false }
    const { signal } = new AbortController()
    const outcome = await (wanted.do === 'set' ? setKey(writing, wanted.key, signal) : removeKey(writing, signal))
    played.push({
      release,
      outcome,
      done: isDone(outcome, wanted.do),
      key: wanted.key,
      pair: pair.join(' '),
      readable: sentKey(glpi),
      letsIn: release === 10 || opensSecrets(glpi),
    })
  }
  return played
}
