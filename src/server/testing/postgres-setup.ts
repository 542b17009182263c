import { PostgresCluster } from './postgres-cluster.ts'

/** One cluster for all specs of a run (vite.config.ts): `testDatabase` makes each a database of its own in it. */
export default async function startCluster(): Promise<() => Promise<void>> {
  const cluster = await PostgresCluster.start()
  process.env['LATCHKEY_TEST_POSTGRES'] = cluster.url('')
  return () => cluster.close()
}
