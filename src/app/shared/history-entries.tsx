import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { HistoryEntry } from '#contract/history.ts'
import { LazyCauseTitle } from './cause/lazy.tsx'
import { shortFingerprint } from './verdict/fingerprint.tsx'
import { stateWordsOf } from './verdict/state-words.ts'
import { Badge } from '../ui/badge.tsx'
import { moment } from '../ui/format.ts'

const EVENTS: Record<HistoryEntry['event'], MessageDescriptor> = {
  saved: msg`Key saved`,
  replaced: msg`Key replaced`,
  removed: msg`Key removed`,
  restored: msg`Former key put back`,
  checked: msg`Checked`,
}

export const HistoryEntries = ({ entries }: { entries: HistoryEntry[] }) => (
  <table className="table lk-table">
    <thead>
      <tr>
        <th scope="col">
          <Trans>When</Trans>
        </th>
        <th scope="col">
          <Trans>What</Trans>
        </th>
        <th scope="col">
          <Trans>State</Trans>
        </th>
        <th scope="col">
          <Trans>Key</Trans>
        </th>
      </tr>
    </thead>
    <tbody>
      {entries.map((entry) => (
        <Entry key={`${entry.firstAt} ${entry.event}`} entry={entry} />
      ))}
    </tbody>
  </table>
)

function Entry({ entry: { event, firstAt, lastAt, count, fingerprint, state, cause } }: { entry: HistoryEntry }) {
  const { i18n } = useLingui()
  const words = stateWordsOf(state)
  return (
    <tr>
      <td>
        <time dateTime={lastAt}>{moment(lastAt)}</time>
        {count > 1 && (
          <div className="text-secondary">
            <Plural value={count} one="# time" other="# times" />, <Trans>first {moment(firstAt)}</Trans>
          </div>
        )}
      </td>
      <td>{i18n._(EVENTS[event])}</td>
      <td>
        <Badge tone={words.tone}>{i18n._(words.badge)}</Badge>
        {cause && (
          <div>
            <LazyCauseTitle code={cause} />
          </div>
        )}
      </td>
      <td>
        {fingerprint && (
          <code translate="no" title={fingerprint}>
            {shortFingerprint(fingerprint)}
          </code>
        )}
      </td>
    </tr>
  )
}
