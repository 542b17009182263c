import { randomUUID } from 'node:crypto'
import { fingerprintOf } from '#domain/key.ts'
import { EMPTY_SNAPSHOT, UNSEEN_KEY, type StoredKey, type WriteOutcome } from '#domain/storage.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Glpi, OpenGlpi } from '#glpi/glpi.ts'

/** One GLPI in memory. `opens`: whether the stored key can be decrypted, as by the database. */
export type FleetMemoryGlpi = {
  stored: string | null
  mark: string
  opens: boolean
  cause: CauseCode | null
  /** A write is taken, and stores nothing. */
  isBroken: boolean
  mayUpdate: boolean
  inspections: number
  written: string[]
}

/** GLPIs in memory, by address, each made when first asked for: what a command does with them, without any wire. */
export function memoryGlpis(first: Partial<FleetMemoryGlpi> = {}) {
  const glpis = new Map<string, FleetMemoryGlpi>()
  let open = 0
  let most = 0
  const at = (url: string): FleetMemoryGlpi => {
    const known = glpis.get(url)
    if (known) return known
    const made: FleetMemoryGlpi = {
      stored: null,
      mark: randomUUID(),
      opens: false,
      cause: null,
      isBroken: false,
      mayUpdate: true,
      inspections: 0,
      written: [],
      ...first,
    }
    glpis.set(url, made)
    return made
  }

  const openGlpi: OpenGlpi = ({ connection }): Glpi => {
    const glpi = at(connection.rest?.url ?? '')
    open += 1
    most = Math.max(most, open)
    return {
      methods: ['rest'],
      async inspect() {
        await Promise.resolve()
        glpi.inspections += 1
        const rights = { read: true, update: glpi.mayUpdate }
        const failed = {
          id: 'glpi-reach',
          stage: 'glpi-reach',
          route: 'glpi',
          outcome: 'failed',
          ms: 1,
          cause: glpi.cause,
          facts: { 'error-code': 'ECONNREFUSED' },
        } as const
        return glpi.cause
          ? { snapshot: EMPTY_SNAPSHOT, steps: [failed], clocks: [] }
          : {
              snapshot: { ...EMPTY_SNAPSHOT, version: '10.0.19', rights, stored: storedIn(glpi) },
              steps: [],
              clocks: [],
            }
      },
      set: (key) => write(glpi, key),
      remove: () => write(glpi, ''),
      async close() {
        await Promise.resolve()
        open -= 1
      },
    }
  }
  return { at, openGlpi, mostAtOnce: () => most, all: () => [...glpis.values()] }
}

function storedIn({ stored, mark, opens }: FleetMemoryGlpi): StoredKey {
  if (stored === null) return { ...UNSEEN_KEY, state: 'none' }
  if (stored === '') return { ...UNSEEN_KEY, state: 'blank', cause: 'stored-blank', mark }
  return {
    ...UNSEEN_KEY,
    length: stored.length,
    state: opens ? 'readable' : 'present',
    fingerprint: opens ? fingerprintOf(stored) : null,
    glpiReads: opens ? true : null,
    mark,
  }
}

async function write(glpi: FleetMemoryGlpi, key: string): Promise<WriteOutcome> {
  await Promise.resolve()
  const before = storedIn(glpi)
  if (glpi.cause)
    return {
      did: 'kept',
      storage: 'unknown',
      cause: glpi.cause,
      errorCode: null,
      readable: null,
      before: UNSEEN_KEY,
      after: UNSEEN_KEY,
    }
  if (glpi.opens && key !== '' && glpi.stored === key)
    return { did: 'kept', storage: 'proven', cause: null, errorCode: null, readable: true, before, after: before }
  glpi.stored = glpi.isBroken ? '' : key === '' ? null : key
  glpi.mark = randomUUID()
  glpi.written.push(key)
  const after = storedIn(glpi)
  const did = key === '' ? 'removed' : 'wrote'
  if (glpi.isBroken)
    return { did, storage: 'blank', cause: 'stored-blank', errorCode: null, readable: null, before, after }
  const wrote = key !== ''
  return {
    did,
    storage: wrote ? 'proven' : 'none',
    cause: null,
    errorCode: null,
    readable: wrote || null,
    before,
    after,
  }
}
