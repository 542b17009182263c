import { Decrypter, Encrypter } from 'age-encryption'
import { KEY_BYTES } from './setting-parsers/data.ts'
import { SettingsError } from './settings.ts'

/**
 * A backup is a file of age (age-encryption.org/v1) that a passphrase opens, so that it can be taken apart without Latchkey. In it are
 * this line, the 32 bytes of the encryption key, and the database.
 */
const FIRST_LINE = new TextEncoder().encode('latchkey backup 1\n')
const HEAD_BYTES = FIRST_LINE.length + KEY_BYTES

/** @throws SettingsError where the data is not in the data folder. */
export function refuseForPostgres(env: Readonly<Record<string, string | undefined>>): void {
  if (env['LATCHKEY_DATABASE_URL'])
    throw new SettingsError(
      'The data is in PostgreSQL: back it up and restore it with its own pg_dump and pg_restore, and keep a copy of the encryption key apart from that.',
    )
}

/** Characters; a backup is tried at leisure by whoever found it. */
export const SHORTEST_PASSPHRASE = 12

/** 128 MB and a second for each guess (OWASP's password storage, 2^17). */
const SCRYPT_LOG_N = 17

/** @throws SettingsError */
export function assertPassphrase(passphrase: string): void {
  if (passphrase.length < SHORTEST_PASSPHRASE)
    throw new SettingsError(`The passphrase of a backup needs ${SHORTEST_PASSPHRASE} characters or more.`)
}

export type BackupContent = { key: Uint8Array; database: readonly Uint8Array[] }

/** The bytes of a backup, part by part. */
export async function* encryptedBackup(
  { key, database }: BackupContent,
  passphrase: string,
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(SCRYPT_LOG_N)
  const parts = [FIRST_LINE, key, ...database].values()
  const plain = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
  yield* partsOf(await encrypter.encrypt(plain))
}

/**
 * Opens a backup. @param takeDatabase is given the database part by part; what it was given is right only once this resolves.
 * @returns the key.
 * @throws SettingsError for a wrong passphrase, and for a file that is cut, altered or no backup.
 */
export async function decryptBackup(
  { path, file, passphrase }: { path: string; file: ReadableStream<Uint8Array>; passphrase: string },
  takeDatabase: (part: Uint8Array) => void,
): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  let head = new Uint8Array(0)
  try {
    for await (const part of partsOf(await decrypter.decrypt(file))) {
      const missing = Math.max(0, HEAD_BYTES - head.length)
      if (missing > 0) head = Buffer.concat([head, part.subarray(0, missing)])
      if (part.length > missing) takeDatabase(part.subarray(missing))
    }
  } catch (error) {
    throw asRefusal(error, path)
  }
  const begin = head.subarray(0, FIRST_LINE.length)
  if (head.length < HEAD_BYTES || !Buffer.from(begin).equals(FIRST_LINE)) throw damagedBackup(path)
  return head.subarray(FIRST_LINE.length)
}

/** The library throws plain errors. Those of the system and ours stay as they are. */
function asRefusal(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof SettingsError || 'code' in error) return error
  if (error.message.includes('no identity matched'))
    return new SettingsError(`The passphrase does not open the backup ${path}.`)
  return damagedBackup(path)
}

export const damagedBackup = (path: string): SettingsError =>
  new SettingsError(`${path} is cut, altered or no backup of Latchkey: take another one.`)

async function* partsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    yield value
  }
}
