import { randomBytes } from 'node:crypto'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'

/** libsodium's XChaCha20-Poly1305-IETF: nonce, ciphertext and tag; the nonce is the associated data too (GLPI's src/GLPIKey.php). */
export const NONCE_BYTES = 24
export const TAG_BYTES = 16

/** A value as GLPI keeps a secret: the base64 of that. @param cryptKey the 32 bytes of `config/glpicrypt.key`. */
export function seal(text: string, cryptKey: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES)
  const sealed = xchacha20poly1305(cryptKey, nonce, nonce).encrypt(Buffer.from(text))
  return Buffer.concat([nonce, sealed]).toString('base64')
}

/** @returns null for what this key does not open. */
export function unseal(bytes: Uint8Array, cryptKey: Uint8Array): Uint8Array | null {
  const nonce = bytes.subarray(0, NONCE_BYTES)
  try {
    return xchacha20poly1305(cryptKey, nonce, nonce).decrypt(bytes.subarray(NONCE_BYTES))
  } catch {
    return null
  }
}
