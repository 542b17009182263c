/** Control characters, but for line breaks, tabs and the colours that Latchkey itself prints; and what turns the direction of a line. */
const UNSAFE = /\x1b\[[\d;]*m|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu // oxlint-disable-line no-control-regex

/** A line as a terminal may be given it: what others have said may hold sequences that move its cursor or rename its window. */
export const terminalSafe = (line: string): string => line.replace(UNSAFE, (found) => (found.length > 1 ? found : ''))
