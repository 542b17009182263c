import { randomBytes } from 'node:crypto'
import { setImmediate as giveWay } from 'node:timers/promises'
import type { AnswerTime } from '#domain/fold-state.ts'
import { isStillSo, unchangedUntil, type MadeAt } from '#domain/unchanged-until.ts'
import { instanceView } from './instance-overview.ts'
import type { StoreChanges } from './store/changes.ts'
import type { Store } from './store/database.ts'
import { SANDBOX_ID } from './store/instances.ts'
import { readInOverview, readOverview, type OverviewRow } from './store/overview.ts'
import type { VendorClock } from './vendor-clock.ts'

export type InstanceRowsParts = { store: Store; changes: StoreChanges; vendorClock: VendorClock; hasSandbox: boolean }

/** An instance, as the list shows it, ready to be sent. */
type Row = MadeAt & {
  json: string
  /** The version of the list since which it is so. */
  version: number
  servicesUrl: string
  answered: AnswerTime | null
  fingerprint: string | null
}

/** Each answer of GLPI Network corrects its clock by less than this, unless one of the clocks was set. */
const CORRECTION_MS = 60_000
/** So many rows are looked through at a stretch. */
const AT_ONCE = 2000
/** So many removals are remembered; who has missed more reads the whole list. */
const MOST_REMOVED = 1000

/** The list of all instances, kept row by row: what was changed is read anew when the list is next asked for. */
export function createInstanceRows({ store, changes, vendorClock, hasSandbox }: InstanceRowsParts) {
  /** Versions of another process mean something else. */
  const run = randomBytes(6).toString('base64url')
  /** In the order in which they were added. */
  const rows = new Map<string, Row>()
  const removed = new Map<string, number>()
  /** The instances that have a key; practice counts neither way. */
  const sharing = new Map<string, Set<string>>()
  let version = 0
  /** Removals up to this version are forgotten. */
  let forgotten = 0
  /** Changes up to this number are in the rows; null before the first time. */
  let upTo: number | null = null
  let last: Promise<unknown> = Promise.resolve()

  /** Instances whose row says something else now that `id` has another key. */
  function noteKey(id: string, before: string | null, now: string | null): string[] {
    if (before === now || id === SANDBOX_ID) return []
    const left = before === null ? undefined : sharing.get(before)
    left?.delete(id)
    if (before !== null && left?.size === 0) sharing.delete(before)
    const joined = now === null ? undefined : (sharing.get(now) ?? new Set())
    if (now !== null && joined) sharing.set(now, joined)
    const affected = [...(left?.size === 1 ? left : []), ...(joined?.size === 1 ? joined : [])]
    joined?.add(id)
    return affected
  }

  function put(row: OverviewRow): string[] {
    const { id, servicesUrl, known, glpi } = row
    if (id === SANDBOX_ID && !hasSandbox) return []
    const before = rows.get(id)
    const time = vendorClock.at(servicesUrl, known)
    const json = JSON.stringify(instanceView(row, time))
    const fingerprint = known?.fingerprint ?? null
    rows.set(id, {
      json,
      version: before?.json === json ? before.version : (version += 1),
      time,
      until: unchangedUntil(time, known, glpi),
      servicesUrl,
      answered: known && { answerAt: known.answerAt, answerVendorAt: known.answerVendorAt },
      fingerprint,
    })
    removed.delete(id)
    return noteKey(id, before?.fingerprint ?? null, fingerprint)
  }

  function remove(id: string): string[] {
    const before = rows.get(id)
    if (!before) return []
    rows.delete(id)
    removed.set(id, (version += 1))
    const [oldest] = removed
    if (removed.size > MOST_REMOVED && oldest && removed.delete(oldest[0])) forgotten = oldest[1]
    return noteKey(id, before.fingerprint, null)
  }

  /** Those that time has changed. */
  async function outdated(): Promise<string[]> {
    const found: string[] = []
    let seen = 0
    for (const [id, row] of rows) {
      if ((seen += 1) % AT_ONCE === 0) await giveWay()
      if (!isStillSo(row, vendorClock.at(row.servicesUrl, row.answered), CORRECTION_MS)) found.push(id)
    }
    return found
  }

  async function update(): Promise<void> {
    await changes.look()
    const number = changes.last()
    if (upTo === null) await readOverview(store, put)
    else {
      // a fingerprint is no id
      let due = new Set([...changes.after(upTo).filter((subject) => !subject.includes(':')), ...(await outdated())])
      while (due.size > 0) {
        const missing = new Set(due)
        const affected: string[] = []
        await readInOverview(store, [...due], (row) => {
          missing.delete(row.id)
          affected.push(...put(row))
        })
        for (const id of missing) affected.push(...remove(id))
        due = new Set(affected)
      }
    }
    upTo = number
  }

  /** The version from `since`; null where it is none of this list, or too old. */
  function versionIn(since: string): number | null {
    const [, name, digits = ''] = /^([\w-]+)\.(\d+)$/.exec(since) ?? []
    const known = Number(digits)
    return name === run && known >= forgotten && known <= version ? known : null
  }

  return {
    /**
     * @param since what an earlier reply named; '' for all.
     * @returns `Instances` as JSON, in pieces.
     */
    async read(since = ''): Promise<string[]> {
      // one after the other: each is to see what was changed before it was asked for
      last = last.then(update, update)
      await last
      const known = versionIn(since)
      const found = [...rows.values()].filter((row) => row.version > (known ?? -1))
      const gone = known === null ? null : [...removed].flatMap(([id, at]) => (at > known ? [id] : []))
      return [
        `{"since":"${run}.${version}","instances":[`,
        ...found.map(({ json }, at) => (at === 0 ? json : `,${json}`)),
        gone === null ? ']}' : `],"removed":${JSON.stringify(gone)}}`,
      ]
    },
  }
}
export type InstanceRows = ReturnType<typeof createInstanceRows>
