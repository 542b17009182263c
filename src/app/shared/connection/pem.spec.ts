import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeCertificate } from '../../../glpi-network/testing/certificate.ts'
import { pemOf } from './pem.ts'

const { cert } = makeCertificate({ name: 'Root of a town', organisation: 'T'.repeat(300), authority: true })
const der = Buffer.from(new X509Certificate(cert).raw)

test('a file in PEM stays as it is', async () => {
  expect(await pemOf(new Blob([cert]))).toBe(cert)
})

test('one in DER is put into PEM', async () => {
  const pem = await pemOf(new Blob([der]))
  expect(new X509Certificate(pem).raw.equals(der)).toBe(true)
  expect(Math.max(...pem.split('\n').map(({ length }) => length))).toBe(64)
})

test('whatever else it is, it is text for the form to judge', async () => {
  expect(await pemOf(new Blob(['hello']))).toBe('hello')
})
