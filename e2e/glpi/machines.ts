import { afterEach, beforeEach, inject } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { GlpiOptions } from '#glpi/glpi.ts'
import { openGlpi } from '#glpi/open-glpi.ts'
import { GlpiMachine } from '../rig/glpi-machine/machine.ts'
import { need, type Part } from '../rig/parts.ts'

const DATABASE: Part[] = ['mariadbd', 'my_print_defaults', 'openssl']
const PHP: Part[] = ['php', 'php-sodium', 'php-mysqli', 'php-curl']

/** A machine with a GLPI on it, made anew for every test and gone after it. */
export function aGlpi(): () => GlpiMachine {
  let glpi: GlpiMachine | null = null
  beforeEach(async (context) => {
    need(context, [...DATABASE, ...PHP, 'ssh', 'sshd'])
    const { folder, mariaDb } = inject('machines')
    if (mariaDb) glpi = await GlpiMachine.start({ ...mariaDb, folder })
  })
  afterEach(async () => {
    await glpi?.remove()
    glpi = null
  })
  return () => {
    if (!glpi) throw new Error('there is no GLPI outside of a test')
    return glpi
  }
}

export function sshd() {
  const { sshd: found } = inject('machines')
  if (!found) throw new Error('sshd has not been started')
  return found
}

export function theAuthority() {
  const { mariaDb } = inject('machines')
  if (!mariaDb?.tls) throw new Error('MariaDB has been started without TLS')
  return mariaDb.tls
}

export const SIGNAL = new AbortController().signal

/** Opens it, does one thing, and closes it. */
export async function by<T>(
  connection: Connection,
  work: (glpi: ReturnType<typeof openGlpi>) => Promise<T>,
  options: Partial<GlpiOptions> = {},
): Promise<T> {
  const glpi = openGlpi({ connection, ...options })
  try {
    return await work(glpi)
  } finally {
    await glpi.close()
  }
}

export const set = (connection: Connection, key: string, options: Partial<GlpiOptions> = {}) =>
  by(connection, (glpi) => glpi.set(key, SIGNAL), options)

export const remove = (connection: Connection) => by(connection, (glpi) => glpi.remove(SIGNAL))

export async function inspect(connection: Connection, options: Partial<GlpiOptions> = {}) {
  const lines: DiagnosisLine[] = []
  const seen = await by(connection, (glpi) => glpi.inspect((line) => lines.push(line), SIGNAL), options)
  return { ...seen, lines, byId: Object.fromEntries(seen.steps.map((step) => [step.id, step])) }
}
