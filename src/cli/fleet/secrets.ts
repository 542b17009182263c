import { X509Certificate } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { connectionFields } from '#contract/connection-fields.ts'
import type { Connection } from '#contract/connection.ts'
import { FleetInstance } from '#contract/fleet.ts'
import { encodingOf } from '#domain/text-encoding.ts'
import { COMPLAINT_WORDS } from '../complaint-words.ts'
import { Complaint } from '../complaint.ts'
import { shownPath } from '../key-shaped.ts'
import type { World } from '../world.ts'
import { wantedKey, type WantedKey } from '../wanted-key.ts'

/**
 * What each field holds in a fleet file: its own value (null), a reference to a text, or a path that starts at the file's folder.
 * A schema could read them too, but an asynchronous one, and over thousands of GLPIs that takes noticeably longer.
 */
const FIELD_CONTENTS = connectionFields({
  url: null,
  name: null,
  optionalName: null,
  text: null,
  optionalText: null,
  pattern: () => null,
  optionalPattern: () => null,
  optionalNumber: () => null,
  flag: null,
  words: null,
  path: 'path',
  document: 'reference',
  secret: 'reference',
} as const)

/** Reads the secrets that a fleet file refers to. They are not held: a fleet may have as many secrets as instances. */
export type FleetSecrets = ReturnType<typeof fleetSecrets>

export function fleetSecrets(world: World, fleetFile: string) {
  const folder = dirname(resolve(fleetFile))

  /** @throws Complaint that names the reference, never the secret. */
  async function read(reference: string, decode: (bytes: Uint8Array) => string): Promise<string> {
    const place = reference.slice(reference.indexOf(':') + 1)
    if (reference.startsWith('env:')) {
      const text = world.env[place]
      if (text) return text
      throw new Complaint('setting-invalid', (say) =>
        say(COMPLAINT_WORDS.variableUnset, { path: fleetFile, reference: shownPath(reference) }),
      )
    }
    const path = resolve(folder, place)
    const bytes = await world.readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new Complaint('file-unreadable', (say) =>
        say(COMPLAINT_WORDS.fileUnreadable, { path: shownPath(path), reason: error.code ?? 'unknown' }),
      )
    })
    return decode(bytes)
  }

  /** @throws Complaint where the issuer's file cannot be read or contains no certificate. */
  async function trustOf({ caFile, fingerprint }: NonNullable<FleetInstance['tls']>) {
    const own = fingerprint === undefined ? {} : { fingerprint }
    return caFile === undefined ? own : { ...own, ca: await certificateIn(resolve(folder, caFile)) }
  }

  async function certificateIn(path: string): Promise<string> {
    const bytes = await world.readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new Complaint('file-unreadable', (say) =>
        say(COMPLAINT_WORDS.fileUnreadable, { path: shownPath(path), reason: error.code ?? 'unknown' }),
      )
    })
    try {
      // a file of several certificates in PEM is handed on as it is; one in DER is put into PEM
      return asPem(bytes)
    } catch {
      throw new Complaint('file-unreadable', (say) => say(COMPLAINT_WORDS.noCertificate, { path: shownPath(path) }))
    }
  }

  /** One part of a connection, with texts in place of references, and absolute paths. */
  async function resolveFields<Values extends object>(
    part: keyof typeof FIELD_CONTENTS,
    values: Values,
  ): Promise<Values> {
    const kinds: Readonly<Record<string, 'path' | 'reference' | null>> = FIELD_CONTENTS[part]
    const texts: Record<string, string> = {}
    for (const [name, written] of Object.entries(values)) {
      const kind = kinds[name]
      if (kind && typeof written === 'string')
        texts[name] = kind === 'path' ? resolve(folder, written) : await read(written, asSecret)
    }
    return { ...values, ...texts }
  }

  return {
    /** The text that holds a key, as found: it is still to be cleaned. */
    keyText: (reference: string) => read(reference, (bytes) => new TextDecoder(encodingOf(bytes)).decode(bytes)),
    /** The connection of an instance, with secrets in place of references. */
    async connectionOf({ rest, restV2, console: shell, database, tls, write, prove }: FleetInstance) {
      return {
        rest: rest && (await resolveFields('rest', rest)),
        restV2: restV2 && (await resolveFields('restV2', restV2)),
        console: shell && (await resolveFields('console', shell)),
        database: database && {
          ...(await resolveFields('database', database)),
          tls: database.tls && (await resolveFields('databaseTls', database.tls)),
        },
        tls: tls && (await trustOf(tls)),
        write,
        prove,
      } satisfies Record<keyof Connection, unknown> & Connection
    },
  }
}

function asPem(bytes: Uint8Array): string {
  const first = new X509Certificate(bytes)
  const text = new TextDecoder().decode(bytes)
  return text.includes('-----BEGIN CERTIFICATE-----') ? text : first.toString()
}

/** Editors end a file with a line break, which does not belong to a password. */
const asSecret = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replace(/\r?\n$/, '')

/** Most fleets have one key, or a few; where each instance has its own, they are read again rather than held. */
const MAX_CACHED = 32

/** The keys behind references, cleaned; what was removed from each is reported once. */
export function keysOf(world: World, secrets: FleetSecrets, isAskedFirst: boolean) {
  const cache = new Map<string, WantedKey>()
  const quiet: World = { ...world, printMessage: () => undefined }

  async function read(reference: string, output: World): Promise<WantedKey> {
    const known = cache.get(reference)
    if (known) return known
    const key = wantedKey(output, await secrets.keyText(reference), reference, isAskedFirst)
    if (cache.size >= MAX_CACHED) cache.clear()
    cache.set(reference, key)
    return key
  }

  return {
    /** Checks all of them before anything is changed. @throws Complaint for the first that is no key. */
    async inspect(references: Iterable<string>): Promise<void> {
      for (const reference of new Set(references)) await read(reference, world)
    },
    of: (reference: string): Promise<WantedKey> => read(reference, quiet),
  }
}
export type Keys = ReturnType<typeof keysOf>
