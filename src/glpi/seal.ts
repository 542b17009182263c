import { hash, randomBytes } from 'node:crypto'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'

/** libsodium's XChaCha20-Poly1305-IETF: nonce, ciphertext and tag; the nonce is the associated data too (GLPI's src/GLPIKey.php). */
export const NONCE_BYTES = 24
export const TAG_BYTES = 16

/** So much of a nonce of ours is random: enough that none comes twice. What follows is made from it, and tells whose it is. */
const RANDOM_BYTES = 16

/** A value as GLPI keeps a secret: the base64 of that. @param cryptKey the 32 bytes of `config/glpicrypt.key`. */
export function seal(text: string, cryptKey: Uint8Array): string {
  const random = randomBytes(RANDOM_BYTES)
  const nonce = Buffer.concat([random, signatureOf(random)])
  const sealed = xchacha20poly1305(cryptKey, nonce, nonce).encrypt(Buffer.from(text))
  return Buffer.concat([nonce, sealed]).toString('base64')
}

/**
 * Whether a value was sealed by Latchkey and not by GLPI, by its nonce: that a copy of the crypt key opens it then says nothing of the
 * file that GLPI has.
 */
export const isSealedByLatchkey = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(RANDOM_BYTES, NONCE_BYTES)).equals(signatureOf(bytes.subarray(0, RANDOM_BYTES)))

const signatureOf = (random: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from('sealed by Latchkey'), random]), 'buffer').subarray(
    0,
    NONCE_BYTES - RANDOM_BYTES,
  )

/** @returns null for what this key does not open. */
export function unseal(bytes: Uint8Array, cryptKey: Uint8Array): Uint8Array | null {
  const nonce = bytes.subarray(0, NONCE_BYTES)
  try {
    return xchacha20poly1305(cryptKey, nonce, nonce).decrypt(bytes.subarray(NONCE_BYTES))
  } catch {
    return null
  }
}
