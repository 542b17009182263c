import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type Database from 'libsql'
import { asUnusable } from '../data-folder.ts'
import { beginDurableFile, sweepUnfinished } from '../durable-file.ts'
import { pagesOf } from './database-pages.ts'

/** How many stay: of the upgrades before, the last ones. */
const KEPT = 3

/** `latchkey.sqlite.version-21-20261129T190000Z`: beside the database, with its rights, and sealed with the same key. */
const nameOf = (path: string, version: number, now: number): string =>
  `${path}.version-${version}-${new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`

/** The version and the moment of a copy; null for other files. */
const readName = (path: string, name: string): { version: number; at: string } | null => {
  const [, version, at = ''] = /^\.version-(\d+)-(\d{8}T\d{6}Z)$/.exec(name.slice(basename(path).length)) ?? []
  return name.startsWith(basename(path)) && version !== undefined ? { version: Number(version), at } : null
}

/**
 * Copies a database as it is before it is brought to another version, within the transaction that does so: whoever goes back to the
 * program of before puts the copy in its place. Of the copies before, the last ones stay.
 * @returns its path. @throws SettingsError where the disk takes none of it; then nothing of it is there.
 */
export function copyBeforeUpgrade(database: Database.Database, path: string, version: number, now: number): string {
  sweepUnfinished(`${path}.version-`)
  const copy = nameOf(path, version, now)
  const file = beginDurableFile(copy)
  try {
    for (const part of pagesOf(database)) file.write(part)
    file.finish({ replaces: true })
  } catch (error) {
    file.discard()
    throw asUnusable(error, dirname(path))
  }
  return copy
}

/**
 * Removes the copies of before. What cannot be removed stays: the upgrade is done.
 * @param latest stays with some others, whatever the clock said when those were made.
 */
export function forgetOldCopies(path: string, { latest }: { latest: string }): void {
  const others = upgradeCopies(path).filter((copy) => copy !== latest)
  for (const copy of others.slice(0, Math.max(0, others.length - (KEPT - 1)))) {
    try {
      rmSync(copy, { force: true })
    } catch {
      // the next upgrade tries again
    }
  }
}

/** Removes them all. @throws the system's error */
export function forgetAllCopies(path: string): void {
  for (const copy of upgradeCopies(path)) rmSync(copy, { force: true })
}

/** The copies beside a database, the oldest first. */
export const upgradeCopies = (path: string): string[] =>
  readdirSync(dirname(path))
    .flatMap((name) => {
      const read = readName(path, name)
      return read === null ? [] : [{ name, ...read }]
    })
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.version - other.version))
    .map(({ name }) => join(dirname(path), name))
