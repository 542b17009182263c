import { isSendable } from '#domain/key-text/whole-key.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { UNSEEN_KEY, type StoredKey, type WriteOutcome } from '#domain/storage.ts'
import { Failure } from '#net/failure.ts'
import { holdsKey, judgeSet, unchangedOutcome, outcomeOf, provenOutcome, type WriteObservation } from './outcome.ts'
import type { Proof } from './proof.ts'
import type { Sent, ConnectionMethod } from '../connection-method.ts'

/** The method that writes a key, and those that read it back. */
export type WriteOptions = { writer: ConnectionMethod; proof: Proof; allowKeyAsArgument: boolean }

/** The column is TEXT, 65,535 bytes; base64 of nonce, key and tag has to fit. */
const COLUMN_CHARACTERS = Math.floor(65_535 / 4) * 3 - 40

/** Writes the key into GLPI, and verifies that it is stored. Never throws. */
export async function setKey(writing: WriteOptions, key: string, signal: AbortSignal): Promise<WriteOutcome> {
  const unfit = causeOfUnfitKey(key)
  if (unfit) return unchangedOutcome(new Failure(unfit))
  return withPreconditions(writing, signal, [], async (before) => {
    if (holdsKey(before, key) && isReadByGlpi(writing, before))
      return { ...unchangedOutcome(null, before), ...provenOutcome(before.glpiReads) }
    const seen = await writeAndVerify(writing, before, signal, (method) => method.write(key, signal))
    return outcomeOf('wrote', judgeSet(key, seen), seen)
  })
}

/**
 * Whether what was decrypted is what GLPI reads: with its own file, or with a copy that is seen to be it and is what would be written
 * with. Beside a copy GLPI's own file may be gone; then GLPI is asked to write again, and shows it.
 */
const isReadByGlpi = ({ writer }: WriteOptions, before: StoredKey): boolean =>
  before.glpiReads === true || (writer.kind === 'database' && before.copyProven === true)

function causeOfUnfitKey(key: string): CauseCode | null {
  if (Buffer.byteLength(key) > COLUMN_CHARACTERS) return 'too-long-for-glpi'
  // PHP takes this text for none, and GLPI stores it in clear
  return isSendable(key) && key !== '0' ? null : 'key-unsendable'
}

/** One write, and what is there before and after it. */
export async function writeAndVerify(
  writing: WriteOptions,
  before: StoredKey,
  signal: AbortSignal,
  write: (writer: ConnectionMethod) => Promise<Sent>,
): Promise<WriteObservation> {
  const { writer, proof } = writing
  const sent = await write(writer)
  const after = await proof.again(signal)
  return { sent, before, after, byGlpi: writer.kind !== 'database' }
}

/** Checks rights first, then reads the state before. @param toleratedCauses causes that do not prevent this write. */
export async function withPreconditions(
  { writer, proof }: WriteOptions,
  signal: AbortSignal,
  toleratedCauses: readonly CauseCode[],
  work: (before: StoredKey) => Promise<WriteOutcome>,
): Promise<WriteOutcome> {
  let before: StoredKey | undefined
  try {
    const found = await writer.findWriteBlocker(signal)
    const failure = typeof found === 'string' ? new Failure(found) : found
    const blocker = failure && !toleratedCauses.includes(failure.cause) ? failure : null
    before = await proof.first(signal).catch((error: unknown) => {
      // a method that only reads back may fail: then nothing is proven. Of two failures, the blocker is more useful
      if (proof.includes(writer) && blocker === null) throw error
      return UNSEEN_KEY
    })
    if (blocker) return unchangedOutcome(blocker, before)
    return await work(before)
  } catch (error) {
    return unchangedOutcome(error, before)
  }
}
