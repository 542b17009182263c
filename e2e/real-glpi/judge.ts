import { mayBeNamed } from './blame.ts'
import { saysReadable, type Claim, type Statement } from './claim.ts'
import { isBlind } from './sight.ts'
import { holds, isEmpty, wasOnce, type Facts, type Truth } from './truth.ts'

/**
 * Holds what Latchkey claims against how things stand. `more`: it claims more than is so. `blame`: it blames what is sound. `less`: it
 * could have known; no fault.
 */
export type Finding = { kind: 'more' | 'blame' | 'less'; words: string }

export type Case = {
  claim: Claim
  facts: Facts
  before: Truth
  after: Truth
  /** The fingerprint of the key that the GLPI is to hold. */
  wanted: string
}

const more = (words: string): Finding => ({ kind: 'more', words })
const blame = (words: string): Finding => ({ kind: 'blame', words })

type Said = boolean | null | undefined

const against = (said: Said, isSo: boolean, words: string): Finding[] => (said === true && !isSo ? [more(words)] : [])
const denied = (said: Said, isSo: boolean, words: string): Finding[] => (said === false && isSo ? [blame(words)] : [])

type Known = Facts & { truth: Truth }

/** Empty where every claim is borne out. */
export function judge(given: Case): Finding[] {
  const { claim, facts, after } = given
  const one = { ...given, wanted: claim.about ?? given.wanted }
  if (claim.statement === null) return [more(`no answer in JSON (exit ${claim.exit}): ${claim.words}`)]
  const all = { ...facts, truth: after }
  return [
    ...ofTheEnd(one),
    ...ofTheKey(one, claim.statement),
    ...ofTheSight(facts, claim.statement),
    ...ofTheWrite(one, claim.statement),
    ...ofTheMachine(all, claim.statement),
    ...ofTheCauses(all, claim.statement),
  ]
}

function whatIsThere(truth: Truth, wanted: string): string {
  if (holds(truth, wanted)) return 'the key is there'
  return truth.row.state === 'opens' ? 'another key is there' : `the row is ${truth.row.state}`
}

/**
 * Exit 0 is the whole promise: GLPI holds the key and can read it, or has none any more. Only `status` may end so where it says that it
 * is not known whether GLPI can read the value: then the promise is that the value once proven is still there.
 */
function ofTheEnd({ claim: { exit, operation, statement }, after, wanted, facts }: Case): Finding[] {
  const leavesOpen = operation === 'status' && statement !== null && saysReadable(statement) === null
  const isThere = leavesOpen ? wasOnce(after, wanted) : holds(after, wanted)
  const good = operation === 'remove' ? isEmpty(after) : isThere
  if (exit === 0 && !good) return [more(`exit 0, and ${whatIsThere(after, wanted)}`)]
  const could = facts.condition === 'sound' && operation !== 'status' && good
  return exit !== 0 && exit !== null && could ? [{ kind: 'less', words: `exit ${exit}, and it is done` }] : []
}

function ofTheKey({ claim, after, wanted }: Case, statement: Statement): Finding[] {
  const { standing, storage } = statement
  const seen = claim.operation === 'set' || claim.operation === 'remove' ? statement.after : statement.stored
  const readable = saysReadable(statement)
  const there = whatIsThere(after, wanted)
  const isThere = holds(after, wanted)
  // who says that it is another key says that GLPI can read that one
  const isRead = standing === 'other' ? after.row.state === 'opens' : isThere
  const isProven = readable === undefined || readable === true ? isThere : wasOnce(after, wanted)
  return [
    ...against(storage === 'proven', isProven, `proven, and ${there}`),
    ...against(standing === 'wanted', isProven, `"GLPI holds the key", and ${there}`),
    ...against(readable, isRead, `GLPI can read it, and ${there}`),
    ...against(statement.open, isThere, `marketplace open, and ${there}`),
    ...denied(statement.present, !isEmpty(after), `no key is present, and ${there}`),
    ...against(seen?.glpiReads, canRead(after), `GLPI reads what it encrypts, and the file is ${after.file}, ${there}`),
    ...against(
      storage === 'none' || standing === 'missing' || seen?.state === 'none',
      isEmpty(after),
      `no key, and ${there}`,
    ),
    ...against(storage === 'blank' || seen?.state === 'blank', isEmpty(after), `blank, and ${there}`),
    ...denied(standing === 'other' ? false : null, isThere, 'another key, and it is the right one'),
    ...denied(
      storage === 'unreadable' || standing === 'unreadable' || seen?.state === 'faulty' ? false : readable,
      after.row.state === 'opens',
      'GLPI cannot read it, and it can',
    ),
    ...denied(seen?.glpiReads, canRead(after), 'GLPI does not read what it encrypts, and it does'),
    ...(seen?.fingerprint != null && seen.fingerprint !== after.row.fingerprint && after.row.state === 'opens'
      ? [more('read back another fingerprint than the stored one')]
      : []),
  ]
}

const canRead = ({ file, row }: Truth): boolean => file === 'sound' && row.state !== 'closed'

/** What could not be observed is unknown, whatever was known before. */
function ofTheSight(facts: Facts, statement: Statement): Finding[] {
  if (statement.silent) return [more('shows what it saw earlier, and no failure beside it')]
  if (!isBlind(facts)) return []
  const { storage, standing } = statement
  const readable = saysReadable(statement)
  return [
    ...(storage != null && storage !== 'unknown' ? [more(`${storage}, and nothing could be seen`)] : []),
    ...(standing != null && standing !== 'unseen' ? [more(`${standing}, and nothing could be seen`)] : []),
    ...(readable == null ? [] : [more(`readable ${readable ? 'yes' : 'no'}, and nothing could be seen`)]),
  ]
}

function ofTheWrite({ before, after }: Case, { did }: Statement): Finding[] {
  const changed = before.row.state !== after.row.state || before.row.value !== after.row.value
  // of an empty value in place of another nothing shows
  if (did === 'wrote' && !changed && !isEmpty(after)) return [more('wrote, and nothing has changed')]
  if (did === 'removed' && !isEmpty(after)) return [more(`removed, and the row is ${after.row.state}`)]
  if (did === 'kept' && changed)
    return [more(`nothing written, and the row went from ${before.row.state} to ${after.row.state}`)]
  return []
}

function ofTheMachine({ truth, condition, eleven, strength }: Known, statement: Statement): Finding[] {
  const { cryptKey, directoryWritable, rights, vendorReach } = statement
  const mayNot = condition === 'reading-only' || condition === 'right-missing'
  const refused = eleven && strength === 'console-as-root'
  const cutOff = condition === 'dead-proxy'
  return [
    ...against(cryptKey === 'sound', truth.file === 'sound', `encryption file sound, and it is ${truth.file}`),
    ...against(directoryWritable, truth.marketplaceWritable, 'marketplace folder writable, and it is not'),
    ...against(rights?.update, !mayNot, 'may change the setup, and may not'),
    ...against(vendorReach?.reachable, !cutOff, 'GLPI reaches GLPI Network, through a dead proxy'),
    ...denied(
      cryptKey === 'missing' ? false : null,
      truth.file === 'sound',
      'encryption file missing, and it is sound',
    ),
    ...denied(directoryWritable, truth.marketplaceWritable, 'marketplace folder not writable, and it is'),
    ...denied(rights?.update, !mayNot && !refused, 'may not change the setup, and may'),
    ...denied(vendorReach?.reachable, !cutOff, 'GLPI does not reach GLPI Network, and it does'),
  ]
}

function ofTheCauses(facts: Known, { cause, vendor, cryptKey }: Statement): Finding[] {
  const causes = new Set([cause, vendor?.cause].filter((one) => one != null))
  // what sees that GLPI can encrypt cannot also take an empty value for a fault of the encryption
  const blamed = [...causes].filter(
    (one) => !mayBeNamed(one, facts) || (one === 'stored-blank' && cryptKey === 'sound'),
  )
  return blamed.map((one) => blame(one))
}
