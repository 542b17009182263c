import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { IssuerFileFault } from '#domain/setting-faults.ts'

/** Where OpenSSL looks for a certificate: at the beginning of a line, and nowhere else. */
const BLOCK = /^-----BEGIN (X509 )?CERTIFICATE-----[^-]*-----END (X509 )?CERTIFICATE-----/gm

/**
 * Why Node could use nothing of a file of issuers (NODE_EXTRA_CA_CERTS), which it reports nowhere; null where it could.
 * @param refused whether a certificate was refused nevertheless. A server's own certificate in the file helps with that server only.
 */
export function issuerFileFault(path: string, refused: boolean): IssuerFileFault | null {
  const bytes = contentOf(path)
  if (!Buffer.isBuffer(bytes)) return bytes
  const certificates = certificatesIn(bytes.toString('latin1'))
  if (certificates.length === 0) return faultOfContent(bytes)
  return certificates.some((one) => one.ca || (!refused && one.subject === one.issuer)) ? null : 'ca-no-issuer'
}

function contentOf(path: string): Buffer | IssuerFileFault {
  try {
    const found = statSync(path)
    if (found.isDirectory()) return 'ca-directory'
    // a pipe would be waited for
    return found.isFile() ? readFileSync(path) : 'ca-unreadable'
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return isMissing ? 'ca-missing' : 'ca-unreadable'
  }
}

/** Those before the first one that cannot be read: there Node stops. */
function certificatesIn(text: string): X509Certificate[] {
  const read: X509Certificate[] = []
  for (const [block] of text.matchAll(BLOCK)) {
    const certificate = certificateOf(block)
    if (certificate === null) break
    read.push(certificate)
  }
  return read
}

function certificateOf(content: string | Buffer): X509Certificate | null {
  try {
    return new X509Certificate(content)
  } catch {
    return null
  }
}

function faultOfContent(bytes: Buffer): IssuerFileFault {
  if (bytes.toString('latin1').trim() === '') return 'ca-empty'
  // Node reads PEM here too; what begins as ASN.1 does is none
  return bytes[0] === 0x30 && certificateOf(bytes) !== null ? 'ca-der' : 'ca-not-pem'
}

/** By which list of issuers this process verifies: the fact `trust`. */
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
