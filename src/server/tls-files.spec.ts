import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls, { type ConnectionOptions } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { readTlsFiles, type TlsCertificate } from './tls-files.ts'

const DEFAULT_MIN_VERSION = tls.DEFAULT_MIN_VERSION
const folder = mkdtempSync(join(tmpdir(), 'latchkey-tls-'))
let certificate: TlsCertificate
let server: tls.Server | undefined

beforeAll(async () => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const made = makeCertificate({ name: 'panel.test', hosts: ['panel.test'] })
  writeFileSync(cert, made.cert)
  writeFileSync(key, made.key)
  certificate = await readTlsFiles({ certificate: cert, key })
})
afterEach(() => {
  tls.DEFAULT_MIN_VERSION = DEFAULT_MIN_VERSION
  server?.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What a client that offers only this comes to speak; null where it is refused. */
async function spoken(offered: ConnectionOptions, ofServer: tls.TlsOptions = {}) {
  server = tls.createServer({ ...certificate.pair, ...ofServer }).listen(0, '127.0.0.1')
  // a client that is refused
  server.on('tlsClientError', () => undefined)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...offered })
  const isRefused = await once(socket, 'secureConnect').then(
    () => false,
    () => true,
  )
  const found = isRefused ? null : { version: socket.getProtocol(), cipher: socket.getCipher().name }
  socket.destroy()
  return found
}

test('an old version of TLS is refused, even where Node is set to allow it', async () => {
  tls.DEFAULT_MIN_VERSION = 'TLSv1'
  // OpenSSL itself refuses it above this level
  const ciphers = 'DEFAULT:@SECLEVEL=0'
  expect(await spoken({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers }, { ciphers })).toBeNull()
})

test('the latest version is spoken where the client has it', async () => {
  expect(await spoken({})).toMatchObject({ version: 'TLSv1.3' })
})

test('in TLS 1.2, only what keeps earlier conversations secret and notices a change', async () => {
  const maxVersion = 'TLSv1.2'
  expect(await spoken({ maxVersion, ciphers: 'ECDHE-ECDSA-AES128-SHA' })).toBeNull()
  expect(await spoken({ maxVersion, ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' })).toEqual({
    version: maxVersion,
    cipher: 'ECDHE-ECDSA-AES128-GCM-SHA256',
  })
})
