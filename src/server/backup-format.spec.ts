import { expect, test } from 'vitest'
import { assertPassphrase, encryptedBackup } from './backup-format.ts'

test('a passphrase is stretched as OWASP asks for, and is not a short one', async () => {
  const parts: Uint8Array[] = []
  const content = { key: new Uint8Array(32), database: [new Uint8Array(16)] }
  for await (const part of encryptedBackup(content, 'a passphrase')) parts.push(part)
  const [version, stanza = ''] = Buffer.concat(parts).toString('latin1').split('\n')
  expect(version).toBe('age-encryption.org/v1')
  // the salt, and the binary logarithm of scrypt's N: 128 MiB with r = 8
  expect(stanza).toMatch(/^-> scrypt [\w+/]{22} 17$/)
  expect(() => assertPassphrase('elevenchars')).toThrow('12 characters or more')
  expect(() => assertPassphrase('twelve chars')).not.toThrow()
})
