import startCluster from '../src/server/testing/postgres-setup.ts'

/** Before the browser tests on two replicas: their databases are in one cluster. */
export default startCluster
