import '../ui/table.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { HistoryEntry } from '#contract/history.ts'
import { Badge } from '../ui/badge.tsx'
import { CopyIcon } from '../ui/copy-icon.tsx'
import { ago, moment, preciseMoment } from '../ui/format.ts'
import { LazyCauseTitle } from './cause/lazy.tsx'
import { actorWords, eventWords } from './history-words.ts'
import { FingerprintText } from './verdict/fingerprint.tsx'
import { stateWordsOf } from './verdict/state-words.ts'

type Props = {
  /** Newest first; one row each. */
  entries: readonly HistoryEntry[]
  now: number
  /** The row that is chosen in the picture. */
  chosen?: HistoryEntry | undefined
}

/** The `id` of the row of an entry: where the keyboard goes from the picture. */
export const rowIdOf = ({ firstAt, event }: HistoryEntry): string => `lk-${firstAt}-${event}`

export const HistoryEntries = ({ entries, now, chosen }: Props) => (
  <table className="table lk-table lk-history">
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
        <th scope="col">
          <Trans>By</Trans>
        </th>
      </tr>
    </thead>
    <tbody>
      {entries.map((entry) => (
        <Entry key={rowIdOf(entry)} entry={entry} now={now} isChosen={entry === chosen} />
      ))}
    </tbody>
  </table>
)

function Entry({ entry, now, isChosen }: { entry: HistoryEntry; now: number; isChosen: boolean }) {
  const { i18n, t } = useLingui()
  const { firstAt, lastAt, count, fingerprint, state, cause } = entry
  const words = stateWordsOf(state)
  return (
    <tr id={rowIdOf(entry)} tabIndex={-1} aria-current={isChosen ? 'true' : undefined}>
      <td>
        <time dateTime={lastAt} title={preciseMoment(lastAt)}>
          {moment(lastAt)}
        </time>
        <div className="text-secondary">
          {ago(lastAt, now)}
          {count > 1 && (
            <>
              , <Plural value={count} one="# time" other="# times" />, <Trans>first {moment(firstAt)}</Trans>
            </>
          )}
        </div>
      </td>
      <td>{i18n._(eventWords(entry))}</td>
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
          <>
            <FingerprintText of={fingerprint} /> <CopyIcon text={fingerprint} label={t`Copy the fingerprint`} />
          </>
        )}
      </td>
      <td>{i18n._(actorWords(entry))}</td>
    </tr>
  )
}
