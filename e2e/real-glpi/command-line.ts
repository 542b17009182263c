import type { Connection } from '#contract/connection.ts'
import { PROGRAM } from '../rig/latchkey.ts'
import { readClaim, type Claim, type Operation } from './claim.ts'
import { FleetFile, INSTANCE } from './fleet-file.ts'
import type { Latchkey } from './latchkey.ts'
import { runCommand } from './run-command.ts'

const WORDS: Record<Operation, readonly string[]> = {
  set: ['set'],
  status: ['status'],
  prove: ['status', '--prove'],
  remove: ['remove', '--yes'],
}

/** Latchkey as a script uses it: one command a question, with --json. */
export class CommandLine implements Latchkey {
  readonly #fleet: FleetFile
  constructor(folder: string, services: string) {
    this.#fleet = new FleetFile(folder, services)
  }

  connect(connection: Connection): Promise<void> {
    this.#fleet.connect(connection)
    return Promise.resolve()
  }

  async ask(operation: Operation, key: string): Promise<Claim> {
    this.#fleet.want(key)
    const about = ['--instance', INSTANCE, '--file', this.#fleet.path, '--json']
    return readClaim(operation, await runCommand([process.execPath, PROGRAM, ...WORDS[operation], ...about]))
  }
}
