import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { CRYPT_KEY_BYTES, type CryptKey } from './stored.ts'

/**
 * Reads a GLPI's `config/glpicrypt.key`, where this machine has it.
 * A file that Latchkey may not read is not at hand; PHP may read it all the same. One of another length is as good as missing.
 */
export async function readCryptKey(path: string): Promise<CryptKey> {
  try {
    // a pipe at that place would otherwise keep whoever opens it waiting
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      // one byte more than there should be shows that there are too many
      const { buffer, bytesRead } = await file.read(Buffer.alloc(CRYPT_KEY_BYTES + 1))
      return bytesRead === CRYPT_KEY_BYTES ? buffer.subarray(0, bytesRead) : 'missing'
    } finally {
      await file.close()
    }
  } catch (error) {
    return isForbidden(error) ? null : 'missing'
  }
}

const isForbidden = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
