/** Whether a text begins as a version does. Others have no place in the order. */
export const isVersion = (text: string): boolean => /^v?\d/.test(text)

/**
 * Versions as PHP's `version_compare` orders them, by which GLPI chooses the newest: 9.5.13 comes before 10.0.2, 11.0.0-rc1 before 11.0.0,
 * and 1.2 before 1.2.0.
 */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [partsOf(one), partsOf(other)]
  for (let at = 0; at < Math.max(first.length, second.length); at += 1) {
    const [left, right] = [first[at], second[at]]
    const difference =
      typeof left === 'number' && typeof right === 'number' ? left - right : rankOf(left) - rankOf(right)
    if (difference !== 0) return difference
  }
  return 0
}

/** Its numbers, and what stands between them but for the separators. */
const partsOf = (version: string): (number | string)[] =>
  (version.match(/\d+|[^\d._+-]+/g) ?? []).map((part) => (/^\d/.test(part) ? Number(part) : part))

const WORDS: readonly [pattern: RegExp, rank: number][] = [
  [/^dev/, 1],
  [/^a/, 2],
  [/^b/, 3],
  [/^(rc|RC)/, 4],
  [/^p/, 7],
]

/** Of a part that does not meet a number: a word before a release comes first, then the end, a number, and a patch. */
function rankOf(part: number | string | undefined): number {
  if (part === undefined) return 5
  if (typeof part === 'number') return 6
  return WORDS.find(([pattern]) => pattern.test(part))?.[1] ?? 0
}

/** A GLPI that is one itself takes prereleases of plugins too (`GLPI_MARKETPLACE_PRERELEASES`). */
export const isPrerelease = (version: string): boolean => /-(dev|alpha|beta|rc)/i.test(version)
