import type { MessageDescriptor } from '@lingui/core'
import { msg, plural } from '@lingui/core/macro'
import type { EditKind } from '#domain/key.ts'

/** What was removed or repaired, each kind with its count. */
export const EDIT_WORDS: Record<EditKind, (count: number) => MessageDescriptor> = {
  blank: (count) => msg`${plural(count, { one: '# blank', other: '# blanks' })}`,
  'line-break': (count) => msg`${plural(count, { one: '# line break', other: '# line breaks' })}`,
  'soft-break': (count) => msg`${plural(count, { one: '# soft line break', other: '# soft line breaks' })}`,
  'mail-break': (count) => msg`${plural(count, { one: '# mail line break (“!”)', other: '# mail line breaks (“!”)' })}`,
  'unicode-space': (count) =>
    msg`${plural(count, { one: '# no-break or other special space', other: '# no-break or other special spaces' })}`,
  'zero-width': (count) => msg`${plural(count, { one: '# invisible character', other: '# invisible characters' })}`,
  quote: (count) => msg`${plural(count, { one: '# quotation mark', other: '# quotation marks' })}`,
  label: (count) => msg`${plural(count, { one: '# label', other: '# labels' })}`,
  'text-before': () => msg`text before the key`,
  'text-after': () => msg`text after the key`,
  'reply-mark': (count) => msg`${plural(count, { one: '# reply mark (“>”)', other: '# reply marks (“>”)' })}`,
  'line-number': (count) => msg`${plural(count, { one: '# line number', other: '# line numbers' })}`,
  armour: (count) => msg`${plural(count, { one: '# BEGIN or END line', other: '# BEGIN or END lines' })}`,
  'html-tag': (count) => msg`${plural(count, { one: '# HTML tag', other: '# HTML tags' })}`,
  'html-entity': (count) => msg`${plural(count, { one: '# HTML entity', other: '# HTML entities' })}`,
  'percent-code': (count) => msg`${plural(count, { one: '# percent code', other: '# percent codes' })}`,
  'quoted-printable-code': (count) =>
    msg`${plural(count, { one: '# mail code (“=3D”)', other: '# mail codes (“=3D”)' })}`,
  escape: (count) => msg`${plural(count, { one: '# backslash escape', other: '# backslash escapes' })}`,
  separator: (count) => msg`${plural(count, { one: '# separator', other: '# separators' })}`,
  base64url: (count) =>
    msg`${plural(count, { one: '# web-safe letter (“-”, “_”)', other: '# web-safe letters (“-”, “_”)' })}`,
  padding: () => msg`the “=” at the end`,
  'full-width': (count) => msg`${plural(count, { one: '# full-width character', other: '# full-width characters' })}`,
  'first-letter': () => msg`the capital first letter`,
  repeated: (count) => msg`${plural(count, { one: '# repeated copy', other: '# repeated copies' })}`,
  'utf-16': () => msg`the zero bytes of a UTF-16 file`,
  lookalike: (count) => msg`${plural(count, { one: '# lookalike letter', other: '# lookalike letters' })}`,
  'plus-lost': (count) =>
    msg`${plural(count, { one: '# “+” that had become a blank', other: '# “+” that had become blanks' })}`,
  'terminal-code': (count) =>
    msg`${plural(count, { one: '# terminal colour code', other: '# terminal colour codes' })}`,
  'line-prefix': (count) =>
    msg`${plural(count, { one: '# mark at the beginning of a line', other: '# marks at the beginning of a line' })}`,
  'line-end': (count) =>
    msg`${plural(count, { one: '# mark at the end of a line', other: '# marks at the end of a line' })}`,
  hyphen: (count) =>
    msg`${plural(count, { one: '# hyphen at the end of a line', other: '# hyphens at the end of a line' })}`,
  'part-label': (count) =>
    msg`${plural(count, { one: '# label or page number between parts', other: '# labels or page numbers between parts' })}`,
  'stand-in': (count) =>
    msg`${plural(count, { one: '# character in place of an invisible one', other: '# characters in place of invisible ones' })}`,
  'rtf-code': (count) =>
    msg`${plural(count, { one: '# formatting code of a document (RTF)', other: '# formatting codes of a document (RTF)' })}`,
  'encoded-again': (count) =>
    msg`${plural(count, { one: 'base64 around the key', other: '# layers of base64 around the key' })}`,
  'mail-encoding': () => msg`the mail’s base64 encoding`,
  'decoded-json': () => msg`the key was decoded, and is encoded again`,
}
