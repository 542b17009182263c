import { randomBytes } from 'node:crypto'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'

/** A value as GLPI encrypts it: base64 of nonce, ciphertext and tag, the nonce as associated data too. */
export function encryptedAsGlpi(text: string | Uint8Array, cryptKey: Uint8Array): string {
  const nonce = randomBytes(24)
  const sealed = xchacha20poly1305(cryptKey, nonce, nonce).encrypt(Buffer.from(text))
  return Buffer.concat([nonce, sealed]).toString('base64')
}

/** What a throwaway GLPI 10.0.19 made of the demo key, with the key file it had made for itself. */
export const MADE_BY_GLPI = {
  cryptKey: Buffer.from('3f5dd3f761324055ea1eae528079810db2f9d13c4d71bf8cdc9f2c7dc906cbfa', 'hex'),
  value:
    'Xbl6wxAJZQQSciWk7QJqDEdVxndroSYnN3TnC8QfJw4oVszO91U4384L8rZQITdVdv8bwXyaQuJDafrbf142fiK+uQ+M9yHIffX6bhPWePZ4cNpl',
}
