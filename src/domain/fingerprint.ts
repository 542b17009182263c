import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** `sha256:<64 hex>` of the key's characters. @noble/hashes, because `crypto.subtle` is absent on plain HTTP. */
export const fingerprintOf = (key: string): string => `sha256:${bytesToHex(sha256(utf8ToBytes(key)))}`
