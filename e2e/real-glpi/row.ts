import * as z from 'zod/mini'
import program from './row.php?raw'
import { runCommand } from './run-command.ts'
import type { RealGlpi } from './settings.ts'

/** The stored row and GLPI's encryption file, read by PHP as GLPI's PHP reads them: nothing of Latchkey has a part in it. */

const Row = z.object({
  /**
   * `empty`: NULL, nothing, or an encrypted nothing. `opens`: a key, see `fingerprint`. `closed`: sealed, and this file does not open
   * it. `clear`: no sealed value at all.
   */
  state: z.enum(['absent', 'empty', 'opens', 'closed', 'clear']),
  value: z.nullable(z.string()),
  fingerprint: z.nullable(z.string()),
})
export type Row = z.infer<typeof Row>

const Reading = z.object({
  file: z.enum(['sound', 'missing', 'unreadable', 'wrong-length']),
  fileHash: z.nullable(z.string()),
  marketplaceWritable: z.boolean(),
  /** null: the database does not answer. */
  row: z.nullable(Row),
})
export type Reading = z.infer<typeof Reading>

/** @throws Error where PHP says something else than what was asked. */
export async function readRow({ php, folder, database, accounts }: RealGlpi, put: Row | null = null): Promise<Reading> {
  const ask = { folder, ...database, ...accounts.full.database, put }
  const question = Buffer.from(JSON.stringify(ask)).toString('base64')
  const source = `<?php $ask = json_decode(base64_decode('${question}'), true);\n${program}`
  const { stdout, stderr } = await runCommand([...php, 'php'], source)
  try {
    return Reading.parse(JSON.parse(stdout))
  } catch {
    throw new Error(`GLPI's PHP cannot be asked by ${php.join(' ')}: ${stdout}${stderr}`)
  }
}
