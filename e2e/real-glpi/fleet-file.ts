import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Connection } from '#contract/connection.ts'

/** The name of the one instance in it. */
export const INSTANCE = 'glpi'

const SECRETS = new Set(['userToken', 'password', 'clientSecret'])

/** A fleet file of one instance, its secrets in files beside it; what Latchkey remembers of its writes lies there too. */
export class FleetFile {
  readonly path: string
  readonly #folder: string
  constructor(folder: string, services: string) {
    mkdirSync(folder, { recursive: true })
    this.#folder = folder
    this.path = join(folder, 'fleet.yaml')
    this.#services = services
  }
  readonly #services: string

  /** From now on Latchkey comes in by this connection. */
  connect({ write, prove, ...members }: Connection): void {
    const shown = Object.entries(members).map(([name, member]) => [name, this.#withReferences(name, { ...member })])
    const instance = { name: INSTANCE, ...Object.fromEntries(shown), ...(write && { write }), ...(prove && { prove }) }
    writeFileSync(
      this.path,
      stringify({ version: 1, key: 'file:key', services: this.#services, instances: [instance] }),
    )
  }

  /** Which key the GLPI is to hold. */
  want(key: string): void {
    writeFileSync(join(this.#folder, 'key'), key)
  }

  #withReferences(name: string, member: Record<string, unknown>): Record<string, unknown> {
    for (const [field, value] of Object.entries(member)) {
      if (!SECRETS.has(field) || typeof value !== 'string') continue
      const file = `${name}-${field}`
      writeFileSync(join(this.#folder, file), value)
      member[field] = `file:${file}`
    }
    return member
  }
}
