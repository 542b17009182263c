import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What a server needs, and what signs others; PEM. */
export type Certificate = { cert: string; key: string; signer: { name: Buffer; key: KeyObject } }

export type Wanted = {
  name: string
  organisation?: string
  /** DNS names, or IPv4 addresses. */
  hosts?: string[]
  /** The certificate that signs; left out, it signs itself. */
  by?: Certificate
  authority?: boolean
  from?: Date
  to?: Date
}

const DAY = 86_400_000

/** Makes X.509 certificates of any dates and names (RFC 5280, 4.1), which the usual tools will not. */
export function makeCertificate({
  name,
  organisation,
  hosts = [],
  by,
  authority = false,
  ...dates
}: Wanted): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = nameOf(name, organisation)
  const signer = by?.signer ?? { name: subject, key: privateKey }
  const { from = new Date(Date.now() - DAY), to = new Date(Date.now() + DAY) } = dates
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    signer.name,
    sequence(time(from), time(to)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(hosts, authority))),
  )
  const signature = tagged(0x03, Buffer.from([0]), sign('sha256', toBeSigned, signer.key))
  return {
    cert: pem(sequence(toBeSigned, ECDSA_WITH_SHA256, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    signer: { name: subject, key: privateKey },
  }
}

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Buffer[]) => tagged(0x30, ...parts)
const integer = (value: Buffer) => tagged(0x02, value)
const oid = (hex: string) => tagged(0x06, Buffer.from(hex, 'hex'))
const time = (at: Date) => tagged(0x18, Buffer.from(at.toISOString().replace(/[-:T]|\.\d+/g, '')))
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))

/** Names are sets of one attribute each: organisation, common name. */
function nameOf(name: string, organisation?: string): Buffer {
  const attribute = (type: string, value: string) => tagged(0x31, sequence(oid(type), tagged(0x0c, Buffer.from(value))))
  return sequence(...(organisation === undefined ? [] : [attribute('55040a', organisation)]), attribute('550403', name))
}

function extensions(hosts: string[], authority: boolean): Buffer[] {
  const extension = (type: string, value: Buffer) => sequence(oid(type), tagged(0x04, value))
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host) ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host)),
  )
  return [
    extension('551d13', sequence(...(authority ? [tagged(0x01, Buffer.from([0xff]))] : []))),
    ...(names.length > 0 ? [extension('551d11', sequence(...names))] : []),
  ]
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
