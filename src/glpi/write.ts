import { isSendable } from '#contract/sendable.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { UNSEEN_KEY, type StoredKey, type WriteOutcome } from '#domain/storage.ts'
import { GlpiFailure } from './failure.ts'
import { holds, isWritten, judgeFailed, judgeSet, kept } from './outcome.ts'
import type { Proof } from './proof.ts'
import type { Sent, Way } from './way.ts'

/** By which way a key is written, and by which it is read back. */
export type Writing = { writer: Way; proof: Proof; allowKeyAsArgument: boolean }

/** The column is TEXT, 65,535 bytes; base64 of nonce, key and tag has to fit. */
const COLUMN_CHARACTERS = Math.floor(65_535 / 4) * 3 - 40
/** Of a key that is piped to its console GLPI keeps so many characters, and says "updated" all the same. */
const CONSOLE_CHARACTERS = 4095

/** Puts the key into GLPI and looks whether it is there. Never throws. */
export async function setKey(writing: Writing, key: string, signal: AbortSignal): Promise<WriteOutcome> {
  const unfit = unfitness(writing, key)
  if (unfit) return kept(new GlpiFailure(unfit))
  return prepared(writing, signal, async (before) => {
    const { writer, proof } = writing
    if (holds(before, key)) return { ...kept(null, before), storage: 'proven', cause: null, errorCode: null }
    const sent = await writer.write(key, signal)
    const after = await proof.again(signal)
    const seen = { before, after }
    return { did: didOf('wrote', sent, seen), ...judgeSet(key, sent, seen), ...seen }
  })
}

function unfitness({ writer, allowKeyAsArgument }: Writing, key: string): CauseCode | null {
  if (Buffer.byteLength(key) > COLUMN_CHARACTERS) return 'too-long-for-glpi'
  if (writer.kind === 'console' && key.length > CONSOLE_CHARACTERS && !allowKeyAsArgument) return 'too-long-for-glpi'
  return isSendable(key) ? null : 'key-unsendable'
}

/** In place of a key, for a moment; it says to whoever should find it where it comes from. */
const THROWAWAY = 'latchkey-removes-this-key'

/** Takes the key out of GLPI and looks whether it is gone. Always writes, since nothing else shows whether GLPI can. Never throws. */
export function removeKey(writing: Writing, signal: AbortSignal): Promise<WriteOutcome> {
  return prepared(writing, signal, async (before) => {
    const { writer, proof } = writing
    // A GLPI keeps nothing of an emptied field, and the same of any key where it cannot encrypt. Only a text that it is seen to
    // encrypt tells the two apart, unless the way sees the crypt key itself.
    const tried = proof.way()?.sees === 'value' ? await tryEncryption(writing, before, signal) : null
    if (tried && !tried.encrypted) return tried.outcome
    const sent = await writer.remove(signal, proof.way() !== null)
    const after = await proof.again(signal)
    const seen = { before, after }
    const gone = after.state === 'none' || (after.state === 'blank' && tried !== null)
    if (gone && after.cause !== 'crypt-key-missing')
      return { did: 'removed', storage: 'none', cause: null, errorCode: null, ...seen }
    return { did: didOf('removed', sent, seen), ...judgeFailed(sent, seen), ...seen }
  })
}

async function tryEncryption({ writer, proof }: Writing, before: StoredKey, signal: AbortSignal) {
  const sent = await writer.write(THROWAWAY, signal)
  const seen = { before, after: await proof.again(signal) }
  const outcome: WriteOutcome = { did: didOf('removed', sent, seen), ...judgeFailed(sent, seen), ...seen }
  return { encrypted: isWritten(THROWAWAY, seen), outcome }
}

/** Rights first, then the state before. */
async function prepared(
  { writer, proof }: Writing,
  signal: AbortSignal,
  work: (before: StoredKey) => Promise<WriteOutcome>,
): Promise<WriteOutcome> {
  let before: StoredKey | undefined
  try {
    const hindrance = await writer.mayWrite(signal)
    before = await proof.first(signal).catch((error: unknown) => {
      // what only proves may fail; then nothing is proven
      if (proof.includes(writer)) throw error
      return UNSEEN_KEY
    })
    if (hindrance) return kept(new GlpiFailure(hindrance), before)
    return await work(before)
  } catch (error) {
    return kept(error, before)
  }
}

/** A refusal that left all as it was kept it, whoever refused. */
const didOf = <Did extends 'wrote' | 'removed'>(
  did: Did,
  sent: Sent,
  { before, after }: { before: StoredKey; after: StoredKey },
) => (sent.answer === 'refused' && before.state !== 'unseen' && before.mark === after.mark ? 'kept' : did)
