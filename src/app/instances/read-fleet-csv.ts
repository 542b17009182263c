import { InstanceForm } from '#contract/instance-settings.ts'
import { withScheme } from '#contract/glpi-address.ts'
import { rowsOfCsv } from '../shared/csv.ts'
import { idFromName } from '../shared/connection/id-from-name.ts'

/** What each may be at most: the gateway is asked once for each. */
export const MOST_LINES = 2000

const COLUMNS = ['name', 'id', 'services', 'glpi'] as const
type Column = (typeof COLUMNS)[number]

export type LineFault = Column | 'id-taken' | 'secret'
/** @property form null where something is wrong with the line. */
export type FleetLine = { line: number; name: string; id: string; form: InstanceForm | null; faults: LineFault[] }

/** Why no line of it is read. */
export type FileFault = 'empty' | 'no-name' | 'secret-column' | 'too-many'

export type ReadFleet = {
  lines: readonly FleetLine[]
  fault: FileFault | null
  /** Columns that mean nothing here. */
  ignored: readonly string[]
}

/** A key, or what opens a GLPI: it belongs into its own field, which is sealed, and into no file that lies about. */
const SECRET_NAME = /key|token|password|secret|clé|mot de passe/i
const SECRET = /eyJ[\w-]{16}|-----BEGIN|[\w+/=-]{80}/

const refused = (fault: FileFault): ReadFleet => ({ lines: [], fault, ignored: [] })

/** Reads a table of instances to add. @param taken identifiers that there are. */
export function readFleetCsv(text: string, taken: ReadonlySet<string>): ReadFleet {
  const [head, ...rows] = rowsOfCsv(text)
  const names = head?.cells.map((name) => name.toLowerCase()) ?? []
  const ignored = names.filter((name) => name !== '' && !COLUMNS.some((column) => column === name))
  if (head === undefined || (rows.length === 0 && names.includes('name'))) return refused('empty')
  if (!names.includes('name')) return refused('no-name')
  if (ignored.some((name) => SECRET_NAME.test(name))) return refused('secret-column')
  if (rows.length > MOST_LINES) return refused('too-many')
  const seen = new Set(taken)
  const lines = rows.map(({ line, cells }): FleetLine => {
    const valueOf = (column: Column) => cells[names.indexOf(column)] ?? ''
    const name = valueOf('name')
    const id = valueOf('id') || idFromName(name)
    // what it holds is not shown either
    if (cells.some((value) => SECRET.test(value))) return { line, name: '', id: '', form: null, faults: ['secret'] }
    const { form, faults } = formOf({ name, id, services: valueOf('services'), glpi: valueOf('glpi') })
    const isTaken = id !== '' && seen.has(id)
    seen.add(id)
    return { line, name, id, form: isTaken ? null : form, faults: isTaken ? [...faults, 'id-taken'] : faults }
  })
  return { lines, fault: null, ignored }
}

const COLUMN_OF: Record<string, Column> = { name: 'name', id: 'id', servicesUrl: 'services', connection: 'glpi' }

function formOf({ name, id, services, glpi }: Record<Column, string>): { form: InstanceForm | null; faults: Column[] } {
  const read = InstanceForm.safeParse({
    name,
    id,
    ...(services !== '' && { servicesUrl: services }),
    // the token follows in its own field
    ...(glpi !== '' && { connection: { rest: { url: withScheme(glpi) } } }),
  })
  if (read.success) return { form: read.data, faults: [] }
  const faults = read.error.issues.flatMap(({ path: [field] }) => COLUMN_OF[String(field)] ?? [])
  return { form: null, faults: [...new Set(faults)] }
}
