import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { CRYPT_KEY_BYTES, type CryptKey } from './write-and-verify/judge-stored.ts'

/** Latchkey's copy of a GLPI's `config/glpicrypt.key`, and why it cannot be used: a code of the system's, or WRONG_LENGTH. */
export type CryptKeyCopy = { key: CryptKey; errorCode: string | null }

/** Reads a copy on this machine, or GLPI's own file where this machine has it. What is the matter with it says nothing of GLPI. */
export async function readCopy(path: string): Promise<CryptKeyCopy> {
  try {
    // without O_NONBLOCK, opening a pipe would wait for its other end
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      // one byte more than there should be shows that there are too many
      const { buffer, bytesRead } = await file.read(Buffer.alloc(CRYPT_KEY_BYTES + 1))
      return bytesRead === CRYPT_KEY_BYTES
        ? { key: buffer.subarray(0, bytesRead), errorCode: null }
        : { key: 'missing', errorCode: 'WRONG_LENGTH' }
    } finally {
      await file.close()
    }
  } catch (error) {
    return { key: 'missing', errorCode: codeOf(error) }
  }
}

/** A file that Latchkey may not read is not at hand; one of another length is as good as missing. */
export async function readCryptKey(path: string): Promise<CryptKey> {
  const { key, errorCode } = await readCopy(path)
  return errorCode === 'EACCES' || errorCode === 'EPERM' ? null : key
}

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
