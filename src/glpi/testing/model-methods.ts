import { UNSEEN_KEY, type StoredKey, type MethodKind } from '#domain/storage.ts'
import { Failure } from '#net/failure.ts'
import { seal } from '../seal.ts'
import { storedKeyOf, type StoredRow } from '../write-and-verify/stored-key.ts'
import { sealedBytes, type CryptKey } from '../write-and-verify/judge-stored.ts'
import { ACCEPTED, type Sent, type ConnectionMethod } from '../connection-method.ts'
import {
  dropKey,
  is11,
  isSound,
  keyRowOf,
  opened,
  opensSecrets,
  saveKey,
  storeKey,
  type CryptFile,
  type Model,
} from './model.ts'

/** What goes wrong between Latchkey and the GLPI: a write or its answer is lost, or it cannot be read back. */
export type Trouble = 'none' | 'write-lost' | 'answer-lost' | 'unreadable'

export type Set = {
  glpi: Model
  /** The file that the database method has: GLPI's own, or a copy. */
  copy: () => CryptFile
  trouble: () => Trouble
}

const unreachable = () => new Failure('glpi-unreachable', 'ECONNRESET')

/** What the connection methods do to a GLPI, without a network in between: for tens of thousands of runs. */
export function modelMethod(kind: MethodKind, { glpi, copy, trouble }: Set): ConnectionMethod {
  const rowNow = (): StoredRow => {
    const found = keyRowOf(glpi)
    return found ? { value: found.value } : 'none'
  }
  const copyNow = (): CryptKey => fileOf(copy())
  const isApi = kind === 'rest' || kind === 'rest-v2'
  const seals = isApi && is11(glpi)

  /** GLPI 11 opens no session for a token, or an OAuth client, whose secret it cannot decrypt. */
  function signIn(): void {
    if (seals && !opensSecrets(glpi)) throw new Failure('glpi-sign-in-refused')
  }

  function writeNow(text: string): void {
    if (kind === 'database') storeKey(glpi, sealedBy(copy(), text))
    else if (kind === 'console' || isSound(glpi.cryptFile) || !is11(glpi)) saveKey(glpi, text)
  }

  async function write(text: string): Promise<Sent> {
    signIn()
    if (kind === 'database' && copyNow() === 'missing') throw new Failure('copy-unusable')
    if (trouble() === 'write-lost') return { answer: 'unsure', failure: unreachable() }
    // GLPI 11's new API answers only 500 if it could not encrypt; the legacy one reports no error
    writeNow(text)
    return trouble() === 'answer-lost' ? { answer: 'unsure', failure: unreachable() } : ACCEPTED
  }

  function stored(): StoredKey {
    signIn()
    if (trouble() === 'unreadable') throw unreachable()
    if (kind === 'rest-v2') return rowNow() === 'none' ? { ...UNSEEN_KEY, state: 'none' } : UNSEEN_KEY
    if (kind === 'rest') return storedKeyOf(rowNow(), null, seals ? { encrypts: true, glpiReads: true } : {})
    if (kind === 'database') return storedKeyOf(rowNow(), copyNow())
    return asOnItsMachine(rowNow(), fileOf(glpi.cryptFile))
  }

  return {
    kind,
    sees: ({ rest: 'value', 'rest-v2': 'row', console: 'crypt-key', database: 'crypt-key' } as const)[kind],
    inspect: async () => ({}),
    stored: async () => stored(),
    encrypts: () => (seals ? true : null),
    async findWriteBlocker() {
      signIn()
      if (kind === 'console') return fileOf(glpi.cryptFile) === 'missing' ? 'crypt-key-missing' : null
      return kind === 'database' && copyNow() === 'missing' ? 'copy-unusable' : null
    },
    write,
    remove: async (_, provable) => {
      if (kind !== 'rest-v2' || provable || trouble() === 'write-lost') return write('')
      signIn()
      dropKey(glpi)
      return trouble() === 'answer-lost' ? { answer: 'unsure', failure: unreachable() } : ACCEPTED
    },
    close: async () => undefined,
  }
}

const fileOf = (file: CryptFile): CryptKey => (isSound(file) ? file : 'missing')

/** As Latchkey seals, whose values are known again. */
const sealedBy = (file: CryptFile, text: string): string => (isSound(file) ? seal(text, file) : '')

/** What the probe reports: it has GLPI's own file, not a copy. */
function asOnItsMachine(row: StoredRow, file: CryptKey): StoredKey {
  const sound = file !== 'missing' && file !== null
  const seen = storedKeyOf(row, file, { encrypts: sound })
  const own = { ...seen, copyProven: null }
  if (row === 'none') return { ...own, cause: sound ? null : 'crypt-key-missing' }
  if (!sound) {
    const isEmpty = row.value === null || row.value === ''
    return {
      ...own,
      state: isEmpty ? 'blank' : 'faulty',
      cause: 'crypt-key-missing',
      glpiReads: isEmpty ? null : false,
    }
  }
  const isSealed = seen.state === 'present' || seen.state === 'readable' || sealedBytes(row.value ?? '') !== null
  if (isSealed && opened(row.value ?? '', file) === null)
    return { ...own, state: 'faulty', cause: 'crypt-key-changed', glpiReads: false }
  return { ...own, glpiReads: seen.state === 'readable' ? true : null }
}
