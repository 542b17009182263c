/** A member on a line of its own: a word, and a text that YAML takes for one and nothing else, whatever its schema. */
const MEMBER = /^( *)(- )?([A-Za-z]\w*):(?: ([A-Za-z/](?:[\w./:@+-]*[\w/])?))?$/
/** What YAML 1.2's core schema takes for something else. */
const NO_TEXT = /^(null|true|false|y|n|yes|no|on|off)$/i

type Level = { indent: number; members: Record<string, unknown> }

/**
 * The entry of a fleet file as most are written: members on lines of their own with plain texts, and nothing besides. null for any
 * other, which the parser of YAML reads: it takes twenty times as long, and there may be thousands.
 */
export function plainEntry(text: string): Record<string, unknown> | null {
  const entry: Record<string, unknown> = {}
  let levels: Level[] | null = null
  /** The member above had no text: the lines below it belong to it, if they stand further in. */
  let opened: string | null = null
  for (const line of text.split('\n')) {
    if (line === '' || /^ *#/.test(line)) continue
    const [, blanks, dash, name, value] = MEMBER.exec(line) ?? []
    if (blanks === undefined || name === undefined || NO_TEXT.test(name) || NO_TEXT.test(value ?? '')) return null
    const indent = blanks.length + (dash?.length ?? 0)
    // one dash, on the first line
    if ((dash !== undefined) !== (levels === null)) return null
    levels ??= [{ indent, members: entry }]
    let level = levels.at(-1)
    if (!level) return null
    if (opened !== null) {
      // a member with nothing at all is a null
      if (indent <= level.indent) return null
      const members: Record<string, unknown> = {}
      level.members[opened] = members
      level = { indent, members }
      levels.push(level)
    }
    while (level && indent < level.indent) {
      levels.pop()
      level = levels.at(-1)
    }
    if (!level || indent !== level.indent || name in level.members) return null
    opened = value === undefined ? name : null
    if (value !== undefined) level.members[name] = value
  }
  return levels === null || opened !== null ? null : entry
}
