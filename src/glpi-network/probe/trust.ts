import { issuerFileFault } from '../path/issuer-file.ts'

/** Whose list of issuers this process verifies by: the fact `trust`. */
export function trustOf(
  { execArgv, env }: Pick<NodeJS.Process, 'execArgv' | 'env'> = process,
  { refused }: { refused: boolean } = { refused: false },
): string {
  const flags = [...execArgv, ...(env.NODE_OPTIONS ?? '').split(/\s+/)]
  if (flags.includes('--use-openssl-ca')) return 'system'
  if (!env.NODE_EXTRA_CA_CERTS) return 'node'
  const fault = issuerFileFault(env.NODE_EXTRA_CA_CERTS, refused)
  return fault === null ? 'node+extra' : `node, extra not loaded: ${fault}`
}
