import type { Socket } from 'node:net'
import { vendor } from '../../rig/vendor.ts'
import { onEitherPath, type Fault } from '../fault.ts'
import type { CertificateName } from '../../rig/certificates.ts'

const withCertificate =
  (name: CertificateName): Fault['set'] =>
  async (rig) => ({ services: (await rig.https(vendor(), name)).url })

/** A fatal alert in answer to the first words (RFC 8446, 6; numbers in appendix B.2). */
const alert = (description: number) => (socket: Socket) =>
  void socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, description])))

const greeting =
  (greet: (socket: Socket) => void): Fault['set'] =>
  async (rig) => ({ services: (await rig.tcp(greet)).url })

const NEEDS = { needs: ['openssl'] } as const

export const TLS: readonly Fault[] = [
  {
    name: 'an expired certificate',
    is: 'whoever answers let the certificate expire',
    ...onEitherPath('tls-expired', 'see-whose-certificate'),
    shows: [
      ['valid-to', /^\d{4}-/],
      ['error-code', /^CERT_HAS_EXPIRED$/],
    ],
    ...NEEDS,
    set: withCertificate('expired'),
  },
  {
    name: 'a certificate that is not valid yet',
    is: 'whoever answers uses a certificate before its day',
    ...onEitherPath('tls-not-yet-valid', 'see-certificate-date'),
    ...NEEDS,
    set: withCertificate('not-yet-valid'),
  },
  {
    name: 'a self-signed certificate',
    is: 'a device answers with the certificate it made itself',
    ...onEitherPath('tls-self-signed', 'see-who-signs'),
    ...NEEDS,
    set: withCertificate('self-signed'),
  },
  {
    name: 'an inspecting appliance that sends its root',
    is: 'an appliance opens the encryption',
    ...onEitherPath('tls-untrusted-issuer', 'trust-or-exempt'),
    shows: [['issuer', /NetGuard/]],
    ...NEEDS,
    set: withCertificate('appliance'),
  },
  {
    name: 'an inspecting appliance that sends its leaf alone',
    is: 'an appliance opens the encryption, and leaves its root out',
    ...onEitherPath('tls-untrusted-issuer', 'trust-or-exempt'),
    shows: [['issuer', /NetGuard/]],
    ...NEEDS,
    set: withCertificate('appliance-alone'),
  },
  {
    name: 'an intermediate certificate left out',
    is: 'the chain does not reach a root that is known here',
    ...onEitherPath('tls-untrusted-issuer', 'trust-or-exempt'),
    ...NEEDS,
    set: withCertificate('chain-cut'),
  },
  {
    name: 'a signature that is too weak',
    is: 'an old appliance signs with SHA-1',
    ...onEitherPath('tls-untrusted-issuer', 'trust-or-exempt'),
    ...NEEDS,
    set: async (rig) => ({ services: (await rig.https(vendor(), 'weak', { ciphers: 'DEFAULT@SECLEVEL=0' })).url }),
  },
  {
    name: 'a certificate that is not for servers',
    is: 'something signs with a certificate meant for people',
    ...onEitherPath('tls-untrusted-issuer', 'trust-or-exempt'),
    ...NEEDS,
    set: withCertificate('for-clients'),
  },
  {
    name: 'plain HTTP on the TLS port',
    is: 'a web server without encryption listens there',
    ...onEitherPath('tls-not-tls', 'check-port'),
    set: async (rig) => ({ services: (await rig.http(vendor())).url.replace('http:', 'https:') }),
  },
  {
    name: 'another protocol on the TLS port',
    is: 'an SSH server listens there',
    ...onEitherPath('tls-not-tls', 'check-port'),
    set: greeting((socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n')),
  },
  {
    name: 'TLS that is too old',
    is: 'what answers speaks TLS 1.1 at most',
    ...onEitherPath('tls-not-tls', 'check-port'),
    ...NEEDS,
    set: async (rig) => {
      const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
      return { services: (await rig.https(vendor(), 'good', old)).url }
    },
  },
  {
    name: 'no cipher in common',
    is: 'what answers ends the handshake with an alert',
    ...onEitherPath('tls-not-tls', 'check-port'),
    set: greeting(alert(40)),
  },
  {
    name: 'a server that does not know the name',
    is: 'the name points to a server of somebody else, which says so (unrecognized_name)',
    ...onEitherPath('tls-wrong-host', 'correct-address'),
    set: greeting(alert(112)),
  },
  {
    name: 'a reset after the name was read',
    is: 'a filter reads the name in the handshake and resets',
    ...onEitherPath('connection-reset', 'find-what-cuts'),
    set: greeting((socket) => void socket.once('data', () => socket.resetAndDestroy())),
  },
  {
    name: 'an end after the name was read',
    is: 'a filter reads the name in the handshake and closes',
    ...onEitherPath('connection-reset', 'find-what-cuts'),
    set: greeting((socket) => void socket.once('data', () => socket.end())),
  },
  {
    name: 'a handshake that is never answered',
    is: 'the connection stands, and the handshake vanishes',
    ...onEitherPath('reply-timeout', 'compare-networks'),
    hangs: true,
    set: greeting(() => undefined),
  },
]
