import type { I18n, MessageDescriptor, MessageOptions } from '@lingui/core'
import './rtl.css'

type Values = Record<string, unknown>

const RIGHT_TO_LEFT = '\u202E'
const END = '\u202C'

/** The page from right to left, with every message in brackets: text without them comes from no catalogue. */
export function mirrorPage(i18n: I18n): void {
  const say = i18n._.bind(i18n)
  function sayMirrored(message: MessageDescriptor | string, values?: Values, options?: MessageOptions): string {
    return mirrored(typeof message === 'string' ? say(message, values, options) : say(message))
  }
  i18n._ = sayMirrored
  i18n.t = sayMirrored
  document.documentElement.dir = 'rtl'
}

/** Each piece between the tags of a message by itself: a piece may become an element of its own. */
function mirrored(text: string): string {
  const pieces = text.split(/(<\/?\d+\/?>)/)
  return `⟦${pieces.map((piece, at) => (at % 2 === 1 || piece === '' ? piece : `${RIGHT_TO_LEFT}${piece}${END}`)).join('')}⟧`
}
