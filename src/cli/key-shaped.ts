/** Base64 of what begins as JSON, as a whole word, as the value of an option, or as the name of a file. */
const KEY = /(?:^|[=\\/"'])e(?:y[A-DI-L]|w[o-r])[\w+/-]{20,}/

/** A registration key stands in it, by the look of it. What is shown must not repeat it. */
export const hasKeyShape = (text: string): boolean => KEY.test(text.trim())

/** The path of a file, as a message may name it: somebody may have given the key itself in its place. */
export const shownPath = (path: string): string => (hasKeyShape(path) ? '…' : path)
