import { randomBytes } from 'node:crypto'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ProblemError } from '#contract/problem-error.ts'
import { bytesToUtf8, concatBytes, utf8ToBytes } from '@noble/ciphers/utils.js'
import { keyIdOf } from './key-file.ts'

const NONCE_BYTES = 24

export type Vault = {
  /**
   * The id of the key, a full stop, and base64 of nonce, ciphertext and tag. It is bound to `place`: moved elsewhere in the store, it
   * does not open. In the transaction that stores it, because the key may be changed between two.
   */
  seal(text: string, place: string): string
  /** @throws ProblemError `secret-unreadable` when the text was altered, moved, or sealed with another key. */
  open(sealed: string, place: string): string
  /** Whether `open` would succeed. */
  opens(sealed: string, place: string): boolean
}

export type VaultKeys = {
  /** All that are on the disk now. */
  read(): Uint8Array[]
  /** The id of the one to seal with, as the store says now; null: the first one. */
  currentId(): string | null
}

/** XChaCha20-Poly1305. A nonce of 24 random bytes needs no counter. */
export function createKeyRing(keys: VaultKeys): Vault {
  const ring = new Map<string, Uint8Array>()
  /** Keys stay once they were read: `rotate` may have removed the file of one that something here is sealed with. */
  const readAgain = (): void => {
    for (const key of keys.read()) ring.set(keyIdOf(key), key)
  }
  readAgain()
  const first = [...ring.keys()][0] ?? ''

  function keyOf(id: string): Uint8Array {
    if (!ring.has(id)) readAgain()
    const key = ring.get(id)
    if (key === undefined) throw unreadable()
    return key
  }

  const vault: Vault = {
    seal(text, place) {
      const id = keys.currentId() ?? first
      const nonce = randomBytes(NONCE_BYTES)
      const body = xchacha20poly1305(keyOf(id), nonce, utf8ToBytes(place)).encrypt(utf8ToBytes(text))
      return `${id}.${Buffer.from(concatBytes(nonce, body)).toString('base64')}`
    },
    open(sealed, place) {
      const { id, base64 } = partsOf(sealed)
      // earlier versions wrote no id
      const tried = id === null ? ring.values() : [keyOf(id)]
      for (const key of tried) {
        try {
          return openWith(key, base64, place)
        } catch {
          // the next one, if any
        }
      }
      throw unreadable()
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

function openWith(key: Uint8Array, base64: string, place: string): string {
  const bytes = Buffer.from(base64, 'base64')
  const cipher = xchacha20poly1305(key, bytes.subarray(0, NONCE_BYTES), utf8ToBytes(place))
  return bytesToUtf8(cipher.decrypt(bytes.subarray(NONCE_BYTES)))
}

/** With one key that never changes. */
export const createVault = (key: Uint8Array): Vault => createKeyRing({ read: () => [key], currentId: () => null })

/** Which key a text was sealed with; null for an earlier version's. */
function partsOf(sealed: string): { id: string | null; base64: string } {
  const at = sealed.indexOf('.')
  return at < 0 ? { id: null, base64: sealed } : { id: sealed.slice(0, at), base64: sealed.slice(at + 1) }
}

const unreadable = (): ProblemError =>
  new ProblemError('secret-unreadable', 'What is saved here was encrypted with another key file.')
