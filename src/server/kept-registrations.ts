import { hash } from 'node:crypto'
import { Registration } from '#contract/panel.ts'
import type { VendorTime } from '#domain/fold-state.ts'
import { isStillSo, unchangedUntil, type UnchangedUntil } from '#domain/unchanged-until.ts'
import type { Reachability } from '#domain/unlock.ts'
import { instantText } from './instant-text.ts'
import type { ChangedKey } from './key-changes.ts'
import { latestSummary } from './plugin-summary.ts'
import { REPLY_HEADERS } from './reply-headers.ts'
import type { StoreChanges } from './store/changes.ts'
import type { VendorClock } from './vendor-clock.ts'

export type KeptRegistrationsParts = {
  changes: StoreChanges
  vendorClock: VendorClock
  load: (id: string) => Promise<ChangedKey>
  view: (found: ChangedKey) => Promise<Registration>
  /** What is shown of an instance and is not stored. */
  reachability: (id: string) => Reachability
}

/** A registration, ready to be sent. */
export type RegistrationReply = {
  /** Names what is shown. The time has no part in it. */
  tag: string
  /** JSON. As a text, it leaves in one piece with its headers. */
  text: string
  /** Names and values in turn, as `writeHead` takes them. */
  headers: string[]
}

/** What a reply was made of. */
type Basis = {
  found: ChangedKey
  time: VendorTime
  /** The numbers of the latest changes of the instance and of its key. */
  numbers: [number, number]
  reach: Reachability
}
/** All of the text but its end, which says when it is. */
type Kept = Basis & { until: UnchangedUntil; tag: string; start: string; headers: string[] }

/** How many are kept. The oldest are dropped first. */
const MOST = 2000
/** A span in the view may be wrong by this: each answer of GLPI Network corrects its clock a little. */
const CORRECTION_MS = 250

/** Replies with the registration of an instance. Each is made when something has changed, and not when someone looks. */
export function createKeptRegistrations(parts: KeptRegistrationsParts) {
  const { changes, vendorClock, load, view, reachability } = parts
  const kept = new Map<string, Kept>()

  const timeOf = ({ instance, saved }: ChangedKey): VendorTime => vendorClock.at(instance.servicesUrl, saved)

  const basisOf = (id: string, found: ChangedKey): Basis => ({
    found,
    time: timeOf(found),
    numbers: [changes.of(id), found.saved ? changes.of(found.saved.fingerprint) : 0],
    reach: reachability(id),
  })

  /** What is kept, with the time of now; null where it is not what would be made now. */
  function reuse(id: string): RegistrationReply | null {
    const known = kept.get(id)
    const now = known && basisOf(id, known.found)
    return now && isSame(known, now) && isStillSo(known, now.time, CORRECTION_MS) ? replyOf(known, now.time.now) : null
  }

  return {
    /** @throws ProblemError `instance-unknown` */
    read: async (id: string): Promise<RegistrationReply> => {
      await changes.look()
      const known = reuse(id)
      if (known) return known
      kept.delete(id)
      const found = await load(id)
      // before the view is made: what changes meanwhile makes it outdated at once
      const basis = basisOf(id, found)
      // what the contract names, and nothing else that is stored
      const { now, ...shown } = Registration.parse(await view(found))
      const start = JSON.stringify(shown).slice(0, -1)
      const tag = `${shown.revision}~${hash('sha256', start, 'base64url').slice(0, 16)}`
      const made = { ...basis, until: untilOf(shown, basis), tag, start, headers: headersOf(tag, start) }
      // a view of another moment than now changes with each millisecond
      if (Date.parse(now) >= basis.time.now) keep(id, made)
      return replyOf(made, Date.parse(now))
    },

    /** The same without the store; null where that has to be read. */
    readKept: (id: string): RegistrationReply | null => (changes.version() === null ? null : reuse(id)),
  }

  function keep(id: string, made: Kept): void {
    kept.set(id, made)
    const [first = ''] = kept.keys()
    if (kept.size > MOST) kept.delete(first)
  }
}

const replyOf = ({ tag, start, headers }: Kept, now: number): RegistrationReply => ({
  tag,
  text: start + endOf(now),
  headers,
})

/** Has the same length at any time. */
const endOf = (now: number): string => `,"now":"${instantText(now)}"}`

/** As the routes and `securityHeaders` set them. */
function headersOf(tag: string, start: string): string[] {
  const bytes = Buffer.byteLength(start) + endOf(0).length
  const own = { 'content-type': 'application/json', 'content-length': String(bytes), etag: `"${tag}"` }
  return Object.entries({ ...own, ...REPLY_HEADERS }).flat()
}

const isSame = (one: Basis, other: Basis): boolean =>
  one.numbers[0] === other.numbers[0] && one.numbers[1] === other.numbers[1] && one.reach === other.reach

function untilOf(
  { former }: Pick<Registration, 'former'>,
  { time, found: { instance, saved } }: Basis,
): UnchangedUntil {
  const { vendor, ours } = unchangedUntil(time, saved, instance.glpi)
  const summaryUntil = latestSummary(saved, time.ourNow)?.until ?? Infinity
  const isAttemptAhead = (saved?.latestVendorAt ?? saved?.latestAt ?? 0) > time.now
  return {
    vendor: isAttemptAhead ? time.now : vendor,
    ours: Math.min(ours, summaryUntil, ...former.map(({ until }) => Date.parse(until))),
  }
}
