import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openStore } from '#server/store/database.ts'
import { seedFleet } from '../../e2e/fleet.ts'

export const MANY_INSTANCES = 10_000

const DAY_MS = 86_400_000
const PLACES = [
  'Aix',
  'Bourg',
  'Clermont',
  'Dijon',
  'Évreux',
  'Foix',
  'Gap',
  'Huy',
  'Issoire',
  'Jarnac',
  'Köln',
  'Lyon',
]
const KINDS = ['town hall', 'school', 'hospital', 'library', 'works', 'museum', 'college', 'office']

/** Different enough that a compressor finds in it what it finds in a real list, and the same in every run. */
function nameOf(at: number): string {
  const [place = 0, kind = 0, street = 0] = createHash('sha256').update(String(at)).digest()
  return `${PLACES[place % PLACES.length]}, ${KINDS[kind % KINDS.length]} ${street}, Town ${at}`
}

/** Ten thousand instances, each with a name of its own, and last checked at a moment of its own. */
export async function seedManyInstances(folder: string): Promise<void> {
  await seedFleet(openStore(join(folder, 'data')), MANY_INSTANCES, nameOf)
  const store = openStore(join(folder, 'data'))
  await sql`update registrations set answer_at = answer_at - abs(random() % ${DAY_MS}), latest_at = latest_at - abs(random() % ${DAY_MS})`.execute(
    store,
  )
  await store.destroy()
}
