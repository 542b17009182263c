import type { CauseCode } from '#domain/cause-codes.ts'
import type { StoredKey, WriteOutcome } from '#domain/storage.ts'
import { NEVER_ABORTED } from '#net/deadline.ts'
import {
  isEncrypted,
  judgeFailed,
  judgeSet,
  outcomeOf,
  isUnchanged,
  unprovenOutcome,
  type WriteJudgement,
  type WriteObservation,
} from './outcome.ts'
import { withPreconditions, writeAndVerify, type WriteOptions } from './write.ts'

/** Replaces the key for a moment, and names its origin in case somebody finds it. */
const THROWAWAY = 'latchkey-removes-this-key'

/** Removes the key from GLPI, and verifies that it is gone. Always writes: nothing else shows whether GLPI can. Never throws. */
export const removeKey = (writing: WriteOptions, signal: AbortSignal): Promise<WriteOutcome> =>
  // a GLPI that cannot encrypt can still forget, and to forget takes no copy of its file
  withPreconditions(writing, signal, OF_ENCRYPTION, async (before) => {
    const trial = needsTrial(writing) ? await tryEncryption(writing, before, signal) : null
    if (trial && isUnchanged(trial) && trial.sent.answer !== 'unsure')
      return outcomeOf('removed', judgeFailed(trial), trial)
    // an abort now would leave that text in place of the key
    const until = trial ? NEVER_ABORTED : signal
    const prover = writing.proof.method()
    const provable = prover !== null && prover.sees !== 'row'
    const cleared = await writeAndVerify(writing, before, until, (method) => method.remove(until, provable))
    // what is compared is the state before the trial
    const judged = trial === null ? judgeCleared(writing, cleared) : judgeAfterTrial(trial, cleared)
    return outcomeOf('removed', judged, cleared)
  })

const OF_ENCRYPTION: readonly CauseCode[] = [
  'crypt-key-missing',
  'crypt-key-changed',
  'copy-unusable',
  'copy-does-not-fit',
]

/** GLPI was seen to be able to encrypt: then an empty value that it wrote itself is an emptied field, and nothing else. */
const encrypts = ({ writer, proof }: WriteOptions): boolean =>
  writer.kind !== 'database' && (writer.encrypts?.() === true || proof.method()?.encrypts?.() === true)

/**
 * A GLPI keeps nothing of an emptied field, and the same of any key where it cannot encrypt. Only a text that it is seen to encrypt
 * tells the two apart, unless the method that reads back sees GLPI's own file, or GLPI 11 has opened a session, whose token it encrypts.
 */
function needsTrial(writing: WriteOptions): boolean {
  const prover = writing.proof.method()
  const seesValue = prover !== null && (prover.sees === 'value' || prover.kind === 'database')
  return seesValue && writing.writer.kind !== 'database' && !encrypts(writing)
}

const tryEncryption = (writing: WriteOptions, before: StoredKey, signal: AbortSignal): Promise<WriteObservation> =>
  writeAndVerify(writing, before, signal, (method) => method.write(THROWAWAY, signal))

const REMOVED: WriteJudgement = { storage: 'none', cause: null, errorCode: null, readable: null }

const isGone = ({ after }: WriteObservation): boolean => after.state === 'none' || after.state === 'blank'

function judgeAfterTrial(trial: WriteObservation, cleared: WriteObservation): WriteJudgement {
  if (!isGone(cleared)) return judgeFailed(cleared)
  if (isEncrypted(THROWAWAY, trial)) return REMOVED
  return { ...judgeSet(THROWAWAY, trial), storage: 'blank' }
}

function judgeCleared(writing: WriteOptions, cleared: WriteObservation): WriteJudgement {
  const { after } = cleared
  if (isGone(cleared) && encrypts(writing)) return REMOVED
  if (after.state !== 'none') return judgeFailed(cleared)
  if (after.cause !== null) return { ...REMOVED, cause: after.cause }
  const sees = writing.proof.method()?.sees
  return sees === 'crypt-key' || sees === 'row' ? REMOVED : unprovenOutcome()
}
