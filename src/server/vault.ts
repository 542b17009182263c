import { randomBytes } from 'node:crypto'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ProblemError } from '#contract/problem-error.ts'
import { bytesToUtf8, concatBytes, utf8ToBytes } from '@noble/ciphers/utils.js'

const NONCE_BYTES = 24

export type Vault = {
  /** base64 of nonce, ciphertext and tag. It is bound to `place`: moved elsewhere in the store, it does not open. */
  seal(text: string, place: string): string
  /** @throws ProblemError `secret-unreadable` when the text was altered, moved, or sealed with another key. */
  open(sealed: string, place: string): string
  /** Whether `open` would succeed. */
  opens(sealed: string, place: string): boolean
}

/** XChaCha20-Poly1305 with one 32-byte key. A nonce of 24 random bytes needs no counter. */
export function createVault(key: Uint8Array): Vault {
  const vault: Vault = {
    seal(text, place) {
      const nonce = randomBytes(NONCE_BYTES)
      const body = xchacha20poly1305(key, nonce, utf8ToBytes(place)).encrypt(utf8ToBytes(text))
      return Buffer.from(concatBytes(nonce, body)).toString('base64')
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, 'base64')
      try {
        const cipher = xchacha20poly1305(key, bytes.subarray(0, NONCE_BYTES), utf8ToBytes(place))
        return bytesToUtf8(cipher.decrypt(bytes.subarray(NONCE_BYTES)))
      } catch {
        throw new ProblemError('secret-unreadable', 'What is saved here was encrypted with another key file.')
      }
    },
    opens(sealed, place) {
      try {
        vault.open(sealed, place)
        return true
      } catch {
        return false
      }
    },
  }
  return vault
}
