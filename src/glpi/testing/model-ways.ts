import { UNSEEN_KEY, type WayKind } from '#domain/storage.ts'
import { GlpiFailure } from '../failure.ts'
import { storedKeyOf, type StoredRow } from '../stored-key.ts'
import type { CryptKey } from '../stored.ts'
import { ACCEPTED, type Sent, type Way } from '../way.ts'
import { encrypted, keyRowOf, saveKey, storeKey, type CryptFile, type Model } from './model.ts'

/** What happens on the way to the GLPI: a write is lost, or its answer; or it cannot be read back. */
export type Trouble = 'none' | 'write-lost' | 'answer-lost' | 'unreadable'

export type Set = {
  glpi: Model
  /** The file that the database way has: GLPI's own, or a copy. */
  copy: () => CryptFile
  trouble: () => Trouble
}

const unreachable = () => new GlpiFailure('glpi-unreachable', 'ECONNRESET')

/** What the ways do to a GLPI, without the wires between: for tens of thousands of runs. */
export function modelWay(kind: WayKind, { glpi, copy, trouble }: Set): Way {
  const fileOf = (file: CryptFile): CryptKey => (typeof file !== 'string' && file.length === 32 ? file : 'missing')
  const row = (): StoredRow => {
    const found = keyRowOf(glpi)
    return found ? { value: found.value } : 'none'
  }
  const file = (): CryptKey =>
    ({ rest: null, 'rest-v2': null, console: fileOf(glpi.cryptFile), database: fileOf(copy()) })[kind]

  async function write(text: string): Promise<Sent> {
    const by = file()
    if (kind === 'database' && by === 'missing') throw new GlpiFailure('crypt-key-missing')
    if (trouble() === 'write-lost') return { answer: 'unsure', failure: unreachable() }
    if (kind === 'database') storeKey(glpi, encrypted({ cryptFile: copy() }, text))
    else saveKey(glpi, text)
    return trouble() === 'answer-lost' ? { answer: 'unsure', failure: unreachable() } : ACCEPTED
  }

  return {
    kind,
    sees: ({ rest: 'value', 'rest-v2': 'nothing', console: 'crypt-key', database: 'crypt-key' } as const)[kind],
    look: async () => ({}),
    async stored() {
      if (kind === 'rest-v2') return UNSEEN_KEY
      if (trouble() === 'unreadable') throw unreachable()
      return storedKeyOf(row(), file())
    },
    mayWrite: async () => (file() === 'missing' ? 'crypt-key-missing' : null),
    write,
    remove: () => write(''),
    close: async () => undefined,
  }
}
