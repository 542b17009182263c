import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathOf } from './parts.ts'

/** A private key and its certificate, with the issuers that are sent along, in PEM. */
export type Identity = { key: string; cert: string }

export type Order = {
  name: string
  /** As `/O=Teclib/CN=vendor.test`. */
  subject: string
  /** Name of an earlier order; null signs itself. */
  issuer?: string | null
  /** Issuers that are sent along, by name. */
  sends?: readonly string[]
  /** Days from now. */
  from: number
  to: number
  /** Lines of the x509v3 section. */
  extensions: readonly string[]
  key?: readonly string[]
  digest?: string
}

const CONFIG = `[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
unique_subject = no
rand_serial = yes
policy = any
[any]
countryName = optional
organizationName = optional
commonName = supplied
[req]
distinguished_name = any
`

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']

/** openssl's own certificate authority in a folder: only `openssl ca` sets both dates freely (OpenSSL 3.0). */
export class Authority {
  readonly #folder: string
  constructor(folder: string) {
    this.#folder = folder
    writeFileSync(join(folder, 'ca.cnf'), CONFIG)
    writeFileSync(join(folder, 'index.txt'), '')
  }

  issue({
    name,
    subject,
    issuer = null,
    sends = [],
    from,
    to,
    extensions,
    key = EC,
    digest = 'sha256',
  }: Order): Identity {
    writeFileSync(join(this.#folder, `${name}.ext`), extensions.join('\n'))
    this.#openssl('req', '-new', ...key, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject)
    const signedBy = issuer === null ? ['-selfsign'] : ['-cert', `${issuer}.pem`]
    const dates = ['-startdate', asn1Day(from), '-enddate', asn1Day(to)]
    const files = ['-in', `${name}.csr`, '-out', `${name}.pem`, '-extfile', `${name}.ext`]
    this.#openssl(
      'ca',
      '-batch',
      '-notext',
      ...files,
      ...dates,
      '-md',
      digest,
      ...signedBy,
      '-keyfile',
      `${issuer ?? name}.key`,
    )
    return { key: this.#read(`${name}.key`), cert: [name, ...sends].map((each) => this.#read(`${each}.pem`)).join('') }
  }

  #openssl(command: string, ...args: string[]): void {
    execFileSync(pathOf('openssl'), [command, '-config', 'ca.cnf', ...args], { cwd: this.#folder, stdio: 'pipe' })
  }

  #read(file: string): string {
    return readFileSync(join(this.#folder, file), 'utf8')
  }
}

/** GeneralizedTime (RFC 5280, 4.1.2.5.2). */
function asn1Day(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000).toISOString()
  return `${at.slice(0, 19).replace(/\D/g, '')}Z`
}
