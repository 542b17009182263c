import type { StoredKey, WriteOutcome } from '#domain/storage.ts'
import {
  isWritten,
  judgeFailed,
  judgeSet,
  outcomeOf,
  stayed,
  unproven,
  type Judged,
  type Witnessed,
} from './outcome.ts'
import { prepared, witnessed, type Writing } from './write.ts'

/** In place of the key, for a moment; it says to whoever should find it where it comes from. */
const THROWAWAY = 'latchkey-removes-this-key'

/** Every question has a limit of its own. */
const NEVER = new AbortController().signal

/** Takes the key out of GLPI and looks whether it is gone. Always writes, since nothing else shows whether GLPI can. Never throws. */
export const removeKey = (writing: Writing, signal: AbortSignal): Promise<WriteOutcome> =>
  // a GLPI that cannot encrypt can still forget
  prepared(
    writing,
    signal,
    ['crypt-key-missing', 'crypt-key-changed', 'copy-unusable', 'copy-does-not-fit'],
    async (before) => {
      const tried = needsTrial(writing) ? await tryEncryption(writing, before, signal) : null
      if (tried && stayed(tried) && tried.sent.answer !== 'unsure')
        return outcomeOf('removed', judgeFailed(tried), tried)
      // whoever gives up now would leave that text behind in the key's place
      const until = tried ? NEVER : signal
      const provable = writing.proof.way() !== null
      const cleared = await witnessed(writing, before, until, (way) => way.remove(until, provable))
      // what is compared is the state before the trial
      const judged = tried === null ? judgeSeen(writing, cleared) : judgeTried(tried, cleared)
      return outcomeOf('removed', judged, cleared)
    },
  )

/**
 * A GLPI keeps nothing of an emptied field, and the same of any key where it cannot encrypt. Only a text that it is seen to encrypt
 * tells the two apart, unless the way that looks sees GLPI's own file.
 */
function needsTrial({ writer, proof }: Writing): boolean {
  const prover = proof.way()
  return prover !== null && writer.kind !== 'database' && (prover.sees === 'value' || prover.kind === 'database')
}

const tryEncryption = (writing: Writing, before: StoredKey, signal: AbortSignal): Promise<Witnessed> =>
  witnessed(writing, before, signal, (way) => way.write(THROWAWAY, signal))

const GONE: Judged = { storage: 'none', cause: null, errorCode: null }

const isGone = ({ after }: Witnessed): boolean => after.state === 'none' || after.state === 'blank'

function judgeTried(tried: Witnessed, cleared: Witnessed): Judged {
  if (!isGone(cleared)) return judgeFailed(cleared)
  if (isWritten(THROWAWAY, tried)) return GONE
  return { ...judgeSet(THROWAWAY, tried), storage: 'blank' }
}

function judgeSeen({ proof }: Writing, cleared: Witnessed): Judged {
  if (cleared.after.state !== 'none') return judgeFailed(cleared)
  if (cleared.after.cause !== null) return { storage: 'none', cause: cleared.after.cause, errorCode: null }
  return proof.way()?.sees === 'crypt-key' ? GONE : unproven()
}
