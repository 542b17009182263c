import { createHash, randomBytes } from 'node:crypto'
import { chownSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Connection } from '#contract/connection.ts'
import { unseal } from '#glpi/seal.ts'
import { encryptedAsGlpi } from '#glpi/testing/as-glpi.ts'
import { sqlOn } from '../mariadb.ts'

const CONSOLE = fileURLToPath(new URL('console.php', import.meta.url))
const KEY_NAME = 'glpinetwork_registration_key'

const FOLDERS = ['bin', 'config', 'inc', 'marketplace', 'files/_cache', 'files/_log', 'files/_sessions'] as const
const PHP_WRITES = ['marketplace', 'files', 'files/_cache', 'files/_log', 'files/_sessions'] as const

export const IS_ROOT = process.getuid?.() === 0
/** `nobody`, whom every Linux has. */
export const PHP_UID = IS_ROOT ? 65_534 : (process.getuid?.() ?? 0)

export type Place = { socket: string; port: number; folder: string }

/** A folder like a GLPI's with its database: enough for its console, the probe and a connection to the database. The files are ours. */
export class GlpiMachine {
  readonly name: string
  readonly folder: string
  readonly #place: Place
  cryptKey: Buffer = randomBytes(32)

  private constructor(place: Place) {
    // it needs its password URL-encoded in config_db.php
    this.name = `glpi_${randomBytes(6).toString('hex')}`
    this.folder = join(place.folder, this.name)
    this.#place = place
  }

  static async start(place: Place): Promise<GlpiMachine> {
    const glpi = new GlpiMachine(place)
    for (const name of FOLDERS) mkdirSync(glpi.at(name), { recursive: true })
    for (const name of PHP_WRITES) glpi.give(name)
    copyFileSync(CONSOLE, glpi.at('bin/console'))
    glpi.put('inc/define.php', "<?php\ndefine('GLPI_VERSION', '10.0.19');\n")
    glpi.put('config/config_db.php', glpi.configuration(glpi.password))
    glpi.put('config/glpicrypt.key', glpi.cryptKey)
    await glpi.sql(TABLES(glpi.name, glpi.password))
    return glpi
  }

  get socket(): string {
    return this.#place.socket
  }

  get password(): string {
    return `p ss%20'"${this.name}`
  }

  /** Makes something PHP's own, the user behind the web server; where this is not root, all of them are one. */
  give = (path: string, uid: number = PHP_UID): void => {
    if (IS_ROOT) chownSync(this.at(path), uid, uid)
  }

  at = (path: string): string => join(this.folder, path)
  /** Gives it the version and the console of a GLPI 11. */
  becomeEleven(): void {
    rmSync(this.at('inc/define.php'))
    mkdirSync(this.at('src/autoload'), { recursive: true })
    this.put('src/autoload/constants.php', `<?php\ndefine("GLPI_VERSION", "11.0.8");\n`)
  }

  put = (path: string, content: string | Buffer): void => writeFileSync(this.at(path), content)
  sql = (text: string): Promise<Record<string, unknown>[]> => sqlOn(this.#place.socket, text)

  configuration(password: string): string {
    const values = {
      dbhost: `127.0.0.1:${this.#place.port}`,
      dbuser: this.name,
      // as PHP's rawurlencode() does
      dbpassword: encodeURIComponent(password).replaceAll("'", '%27'),
      dbdefault: this.name,
    }
    const lines = Object.entries(values).map(([name, value]) => `   public $${name} = '${value}';`)
    return `<?php\nclass DB extends DBmysql {\n${lines.join('\n')}\n}\n`
  }

  get console(): NonNullable<Connection['console']> {
    return { prefix: [], folder: this.folder }
  }

  get database(): NonNullable<Connection['database']> {
    const { port } = this.#place
    const { name, password } = this
    return { host: '127.0.0.1', port, user: name, password, name, cryptKeyFile: this.at('config/glpicrypt.key') }
  }

  /** The value as it stands in the row; undefined where there is none. */
  async value(): Promise<string | undefined> {
    const [row] = await this.sql(
      `SELECT value FROM ${this.name}.glpi_configs WHERE context = 'core' AND name = '${KEY_NAME}'`,
    )
    return row && String(row['value'])
  }

  /** What GLPI would make of it. */
  async key(): Promise<string | null> {
    const opened = unseal(Buffer.from((await this.value()) ?? '', 'base64'), this.cryptKey)
    return opened && Buffer.from(opened).toString()
  }

  /** null takes the row away. */
  async store(value: string | null): Promise<void> {
    const table = `${this.name}.glpi_configs`
    await this.sql(
      value === null
        ? `DELETE FROM ${table} WHERE context = 'core' AND name = '${KEY_NAME}'`
        : `REPLACE INTO ${table} (context, name, value) VALUES ('core', '${KEY_NAME}', '${value}')`,
    )
  }

  /** As GLPI itself does. */
  storeKey = (key: string): Promise<void> => this.store(encryptedAsGlpi(key, this.cryptKey))

  /** Every row but the key's: no connection method may change one. */
  async others(): Promise<string> {
    const rows = await this.sql(
      `SELECT * FROM ${this.name}.glpi_configs WHERE NOT (context = 'core' AND name = '${KEY_NAME}') ORDER BY id`,
    )
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
  }

  set = (name: string, value: string): Promise<unknown> =>
    this.sql(`REPLACE INTO ${this.name}.glpi_configs (context, name, value) VALUES ('core', '${name}', '${value}')`)

  async remove(): Promise<void> {
    await this.sql(`DROP DATABASE ${this.name}; DROP USER '${this.name}'@'127.0.0.1'`)
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Columns and keys as GLPI 10.0.19 has them. */
const TABLES = (name: string, password: string): string => `
  CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
  CREATE TABLE ${name}.glpi_configs (
    id int unsigned NOT NULL AUTO_INCREMENT, context varchar(150), name varchar(150), value text,
    PRIMARY KEY (id), UNIQUE KEY unicity (context, name), KEY name (name)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;
  INSERT INTO ${name}.glpi_configs (context, name, value) VALUES
    ('core', 'version', '10.0.19'), ('core', 'proxy_name', ''), ('core', 'proxy_port', '8080'), ('core', 'proxy_user', ''),
    ('core', 'proxy_passwd', ''), ('core', 'glpi_network_uuid', 'hIByHB2TcewxnFJvllJDLObUEchXG3LCt15hpM7G'),
    ('plugin:other', '${KEY_NAME}', 'of a plugin'), ('inventory', 'version', '3');
  CREATE USER '${name}'@'127.0.0.1' IDENTIFIED BY '${password.replaceAll("'", "''")}';
  GRANT SELECT, INSERT, UPDATE, DELETE ON ${name}.* TO '${name}'@'127.0.0.1'`
