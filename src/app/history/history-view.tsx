import '../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { HistoryEntry } from '#contract/history.ts'
import { foldHistory, joinOutcomes } from '#domain/history-bands.ts'
import { useGatewayNow } from '../shared/gateway-now.ts'
import { HistoryEntries, rowIdOf } from '../shared/history-entries.tsx'
import { actorWords, eventWords } from '../shared/history-words.ts'
import { stateWordsOf } from '../shared/verdict/state-words.ts'
import { ChipSet } from '../ui/chip-set.tsx'
import { moment } from '../ui/format.ts'
import { AsTable } from './as-table.tsx'
import '../ui/filter.css'
import './history.css'
import { HistoryPicture } from './history-picture.tsx'

const KINDS = ['change', 'state', 'no-answer'] as const
type EventKind = (typeof KINDS)[number]

const OF_A_KEY = new Set<HistoryEntry['event']>(['saved', 'replaced', 'removed', 'restored'])

/** @param rows newest first: the next one is what was before. */
const IS_OF: Record<EventKind, (row: HistoryEntry, before: HistoryEntry | undefined) => boolean> = {
  change: ({ event }) => OF_A_KEY.has(event),
  state: ({ state }, before) => state !== before?.state,
  'no-answer': ({ verdict }) => verdict === 'no-answer',
}

/** The rows of any of these kinds; all of them where none is named. */
const keptBy = (kinds: readonly EventKind[], rows: readonly HistoryEntry[]): readonly HistoryEntry[] =>
  kinds.length === 0 ? rows : rows.filter((row, at) => kinds.some((kind) => IS_OF[kind](row, rows[at + 1])))

const DAY_MS = 86_400_000
const PERIODS = [7, 30, 90, 365] as const

/** The picture, and the events below it. */
export function HistoryView({ entries }: { entries: readonly HistoryEntry[] }) {
  const { t, i18n } = useLingui()
  const now = useGatewayNow()
  const [days, setDays] = useState<number | null>(null)
  const [kinds, setKinds] = useState<readonly EventKind[]>([])
  const [chosenId, setChosenId] = useState<string | null>(null)
  const rows = useMemo(() => joinOutcomes(entries), [entries])
  const folded = useMemo(() => foldHistory(entries, now), [entries, now])
  const shown = useMemo(() => keptBy(kinds, rows), [kinds, rows])
  const events = useMemo(() => shown.toReversed(), [shown])
  const chosen = shown.find((entry) => rowIdOf(entry) === chosenId) ?? shown[0]
  const names: Record<EventKind, string> = {
    change: t`Changes of key`,
    state: t`Changes of state`,
    'no-answer': t`No answer`,
  }
  const lengths = PERIODS.filter((length) => length * DAY_MS < folded.now - folded.from)
  return (
    <>
      <div className="lk-filter">
        <ChipSet
          label={t`Events shown`}
          all={{ label: <Trans>All events</Trans>, count: rows.length }}
          choices={KINDS.map((value) => ({ value, label: names[value], count: keptBy([value], rows).length }))}
          chosen={kinds}
          onChoose={setKinds}
        />
        {lengths.length > 0 && (
          <label>
            <Trans>Period</Trans>{' '}
            <select
              className="form-select lk-period"
              value={days ?? ''}
              onChange={({ target }) => setDays(target.value === '' ? null : Number(target.value))}
            >
              <option value="">{t`All of it`}</option>
              {lengths.map((length) => (
                <option key={length} value={length}>
                  {t`The last ${length} days`}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div className="lk-card-body">
        <HistoryPicture
          folded={folded}
          days={days}
          events={events}
          chosen={chosen}
          onChoose={(entry) => setChosenId(rowIdOf(entry))}
          onOpen={() => chosen && document.getElementById(rowIdOf(chosen))?.focus()}
        />
        {chosen && (
          <p className="lk-chosen-line">
            <strong>{moment(chosen.lastAt)}</strong> {i18n._(eventWords(chosen))} ·{' '}
            {i18n._(stateWordsOf(chosen.state).badge)} · {i18n._(actorWords(chosen))}
          </p>
        )}
        <p className="text-secondary">
          <Trans>
            The arrow keys move between the events, and Enter leads to the row. Hatched: GLPI Network did not answer.
            Empty: nobody asked it.
          </Trans>
        </p>
        <AsTable folded={folded} />
      </div>
      {shown.length === 0 ? (
        <p className="lk-card-body">
          <Trans>None of the events is of this kind.</Trans>
        </p>
      ) : (
        <HistoryEntries entries={shown} now={now} chosen={chosen} />
      )}
    </>
  )
}
