/** Whose list of issuers this process verifies by: the fact `trust`. */
export function trustOf({ execArgv, env }: Pick<NodeJS.Process, 'execArgv' | 'env'> = process): string {
  const flags = [...execArgv, ...(env.NODE_OPTIONS ?? '').split(/\s+/)]
  if (flags.includes('--use-openssl-ca')) return 'system'
  return env.NODE_EXTRA_CA_CERTS ? 'node+extra' : 'node'
}
