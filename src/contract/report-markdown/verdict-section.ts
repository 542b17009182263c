import { code, table, type TranslateWords } from '../markdown.ts'
import type { Registration } from '../panel.ts'
import { FINDING_WORDS } from '../finding-words.ts'
import { LABEL, SOURCE_WORDS, STORAGE_WORDS } from '../report-words.ts'
import { STATE_WORDS, verdictWords } from '../state-words.ts'

/** What was known of the saved key, part by part. */
export function verdictSection(registration: Registration, say: TranslateWords): string {
  const { state, key, text, vendor, freshness, subscription, expiry, owner, storage, storageCause } = registration
  const { checkedAt, source, attemptedAt, nextCheckAt } = freshness
  const rows: [keyof typeof LABEL, string | null][] = [
    ['state', `**${say(STATE_WORDS[state].badge)}**`],
    ['key-text', text && say(FINDING_WORDS[text].title)],
    ['fingerprint', key && code(key.fingerprint)],
    ['characters', key && String(key.length)],
    [
      'answer',
      [say(verdictWords(vendor.verdict, vendor.cause)), ...(vendor.cause ? [code(vendor.cause)] : [])].join(' '),
    ],
    ['message', vendor.message && code(vendor.message)],
    ['checked', checkedAt && [code(checkedAt), ...(source ? [say(SOURCE_WORDS[source])] : [])].join(' ')],
    ['tried', attemptedAt && code(attemptedAt)],
    ['next-check', nextCheckAt && code(nextCheckAt)],
    ['subscription', subscription?.title ? code(subscription.title) : null],
    ['ends', expiry && code(expiry.endsAt)],
    ['days-left', expiry && String(expiry.daysLeft)],
    ['owner', owner && code(owner)],
    ['storage', [say(STORAGE_WORDS[storage]), ...(storageCause ? [code(storageCause)] : [])].join(' ')],
  ]
  const shown = rows.flatMap(([label, value]) => (value ? [[say(LABEL[label]), value]] : []))
  return [`## ${say(LABEL.verdict)}`, table([say(LABEL.what), ''], shown)].join('\n\n')
}
