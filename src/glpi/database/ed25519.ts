import { createHash } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'

const { BASE, Fn } = ed25519.Point

/** Bytes that the server sends to be signed. */
const SCRAMBLE_BYTES = 32

/**
 * MariaDB's `client_ed25519`: an Ed25519 signature (RFC 8032) of the server's scramble, where the password, of whatever length, stands in
 * place of the secret key of 32 bytes. That is why Node's own signing cannot be used.
 */
export function signedWith(password: string, data: Uint8Array): Buffer {
  const scramble = data.subarray(0, SCRAMBLE_BYTES)
  const secret = sha512(Buffer.from(password))
  const scalar = Fn.create(littleEndian(clamped(secret.subarray(0, 32))))
  const publicKey = BASE.multiply(scalar).toBytes()
  const nonce = Fn.create(littleEndian(sha512(secret.subarray(32), scramble)))
  const commitment = BASE.multiply(nonce).toBytes()
  const challenge = Fn.create(littleEndian(sha512(commitment, publicKey, scramble)))
  return Buffer.concat([commitment, Fn.toBytes(Fn.add(nonce, Fn.mul(challenge, scalar)))])
}

const sha512 = (...parts: Uint8Array[]): Buffer => createHash('sha512').update(Buffer.concat(parts)).digest()

const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`)

function clamped(bytes: Uint8Array): Uint8Array {
  const scalar = Uint8Array.from(bytes)
  scalar[0] = (scalar[0] ?? 0) & 0xf8
  scalar[31] = ((scalar[31] ?? 0) & 0x7f) | 0x40
  return scalar
}
