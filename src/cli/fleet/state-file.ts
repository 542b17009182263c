import {
  closeSync,
  createReadStream,
  existsSync,
  fchmodSync,
  fsyncSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { stateReader, type Remembered, type FleetState, type StateLine } from './state-lines.ts'

/** Lines are gathered into writes of about this many characters where a file is written anew. */
const CHUNK = 65_536

/** Reads what is remembered; nothing if the file does not exist yet. */
export async function readState(path: string): Promise<FleetState> {
  const reader = stateReader()
  if (!existsSync(path)) return reader.state
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })
  for await (const line of lines) reader.take(line)
  return reader.state
}

/**
 * Lines behind those that are there. Each is written before `append` returns, so that it outlives the process, however that
 * ends; only `sync` makes it outlive the machine. A line that is lost costs one more write of the same key, never a wrong one.
 */
export function openState(path: string) {
  const file = openSync(path, 'a+', 0o600)
  // the mode above counts for a new file only
  fchmodSync(file, 0o600)
  // a torn last line stays alone on its own
  if (!endsWithLineBreak(file)) writeSync(file, '\n')
  return {
    append: (line: StateLine): void => void writeSync(file, `${JSON.stringify(line)}\n`),
    sync: (): void => fsyncSync(file),
    close: (): void => closeSync(file),
  }
}
export type StateFile = ReturnType<typeof openState>

function endsWithLineBreak(file: number): boolean {
  const { size } = fstatSync(file)
  if (size === 0) return true
  const last = Buffer.alloc(1)
  readSync(file, last, 0, 1, size - 1)
  return last[0] === 0x0a
}

/** Writes the file anew with one line an instance, as of a run that has ended well. */
export function compactState(path: string, { instances }: FleetState, at: string): void {
  const beside = `${path}.new`
  const file = openSync(beside, 'w', 0o600)
  let text = `${JSON.stringify({ line: 'run', version: 1, at } satisfies StateLine)}\n`
  for (const [name, known] of instances) {
    text += `${JSON.stringify(endLine(name, known, at))}\n`
    if (text.length < CHUNK) continue
    writeSync(file, text)
    text = ''
  }
  writeSync(file, `${text}${JSON.stringify({ line: 'close', at } satisfies StateLine)}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(beside, path)
  syncFolder(dirname(path))
}

const endLine = (name: string, { entry, key, done, mark, storage, at }: Remembered, now: string): StateLine => ({
  line: 'end',
  name,
  entry,
  key,
  done,
  storage: done ? 'proven' : (storage ?? 'unknown'),
  cause: null,
  mark,
  at: at ?? now,
})

/** So that the renaming itself outlives the machine; where a folder cannot be synced, the file system sees to it in its own time. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch {
    // some file systems refuse to; losing the rename costs one more inspection of instances that were done
  }
}
