/** Whether a text begins as a version does. Others have no place in the order. */
export const isVersion = (text: string): boolean => /^v?\d/.test(text)

/** Versions by their numbers: 9.5.13 comes before 10.0.2, and 11.0.0-rc1 before 11.0.0. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [partsOf(one), partsOf(other)]
  for (let at = 0; at < Math.max(first.numbers.length, second.numbers.length); at += 1) {
    const difference = (first.numbers[at] ?? 0) - (second.numbers[at] ?? 0)
    if (difference !== 0) return difference
  }
  if (first.rest === second.rest) return 0
  if (first.rest === '') return 1
  if (second.rest === '') return -1
  return first.rest < second.rest ? -1 : 1
}

function partsOf(version: string): { numbers: number[]; rest: string } {
  const [digits = ''] = /^v?\d+(\.\d+)*/.exec(version) ?? []
  return { numbers: digits.replace('v', '').split('.').map(Number), rest: version.slice(digits.length) }
}

/** A GLPI that is one itself takes prereleases of plugins too (`GLPI_MARKETPLACE_PRERELEASES`). */
export const isPrerelease = (version: string): boolean => /-(dev|alpha|beta|rc)/i.test(version)
