const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d])
const LIST = 0x5b

/** Counts the members of a JSON list chunk by chunk, so that a large one is never held in memory. */
export function countPlugins() {
  let depth = 0
  let inText = false
  let escaped = false
  let members = 0
  let expectsMember = false
  let state: 'before' | 'inside' | 'after' | 'no-list' = 'before'

  function take(byte: number): void {
    if (inText) {
      if (escaped) escaped = false
      else if (byte === BACKSLASH) escaped = true
      else if (byte === QUOTE) inText = false
      return
    }
    if (BLANK.has(byte)) return
    if (state === 'before') {
      state = byte === LIST ? 'inside' : 'no-list'
      depth = 1
      expectsMember = true
      return
    }
    if (state !== 'inside') {
      state = 'no-list'
      return
    }
    if (CLOSING.has(byte)) {
      depth -= 1
      if (depth === 0) state = 'after'
      return
    }
    if (depth === 1 && byte === COMMA) expectsMember = true
    else if (depth === 1 && expectsMember) {
      members += 1
      expectsMember = false
    }
    if (byte === QUOTE) inText = true
    if (OPENING.has(byte)) depth += 1
  }

  return {
    take(chunk: Uint8Array): void {
      for (const byte of chunk) take(byte)
    },
    /** null: the reply is not a complete list. */
    total: (): number | null => (state === 'after' ? members : null),
  }
}
