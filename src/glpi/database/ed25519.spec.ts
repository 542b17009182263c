import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signedWith } from './ed25519.ts'

/** The head of an Ed25519 private key of 32 bytes as PKCS#8 (RFC 8410). */
const HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

test('a password of 32 bytes is what every Ed25519 takes for its secret key: Node signs the same', () => {
  const property = fc.property(
    fc.string({ unit: 'grapheme-ascii', minLength: 32, maxLength: 32 }),
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
    (password, scramble) => {
      const key = createPrivateKey({ key: Buffer.concat([HEAD, Buffer.from(password)]), format: 'der', type: 'pkcs8' })
      const signature = signedWith(password, scramble)
      return signature.equals(sign(null, scramble, key)) && verify(null, scramble, createPublicKey(key), signature)
    },
  )
  expect(fc.check(property, { numRuns: 20 })).toMatchObject({ counterexample: null, errorInstance: null })
})

test('of what the server sends, its scramble alone is signed', () => {
  const scramble = createHash('sha256').update('scramble').digest()
  expect(signedWith('secret', Buffer.concat([scramble, Buffer.of(0)]))).toEqual(signedWith('secret', scramble))
})
