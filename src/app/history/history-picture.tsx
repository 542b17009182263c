import { useLingui } from '@lingui/react/macro'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { HistoryEntry } from '#contract/history.ts'
import type { Band, HistoryBands } from '#domain/history-bands.ts'
import { actorWords, eventWords } from '../shared/history-words.ts'
import { stateWordsOf } from '../shared/verdict/state-words.ts'
import { day, moment, shortDay, shortTime } from '../ui/format.ts'
import { axisOf, fits, nearestTo, placeLabels, ticksOf, widthOfNames, type Axis } from './geometry.ts'
import { useWidth } from './use-width.ts'

const DAY_MS = 86_400_000
/** Narrower than this, in CSS pixels, the names of the lanes stand above them. */
const WIDE = 560

type Props = {
  folded: HistoryBands
  days: number | null
  /** The events, the earliest first. */
  events: readonly HistoryEntry[]
  chosen: HistoryEntry | undefined
  onChoose: (entry: HistoryEntry) => void
  /** To the row of the chosen one. */
  onOpen: () => void
}

/** Bands of states over time. The arrow keys move between the events, and so does a press anywhere. */
export function HistoryPicture({ folded, days, events, chosen, onChoose, onOpen }: Props) {
  const { t, i18n } = useLingui()
  const { element, width } = useWidth<HTMLDivElement>()
  const axis = axisOf(folded, days)
  const lanes = useLaneNames()
  const layout = layoutOf(width, axis, widthOfNames(Object.values(lanes)))
  const at = chosen ? events.indexOf(chosen) : -1
  const choose = (index: number) => {
    const entry = events[Math.max(0, Math.min(events.length - 1, index))]
    if (entry) onChoose(entry)
  }

  function press(event: KeyboardEvent) {
    const step = STEPS[event.key]
    if (step === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (step === undefined) onOpen()
    else choose(Number.isFinite(step) ? at + step : step < 0 ? 0 : events.length - 1)
  }

  function point({ clientX, currentTarget }: PointerEvent<HTMLDivElement>) {
    const x = clientX - currentTarget.getBoundingClientRect().left
    choose(nearestTo(layout.timeAt(x), events.map(timeOf)))
  }

  return (
    <div
      ref={element}
      className="lk-picture"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input draws its thumb at equal distances, and events have none
      role="slider"
      tabIndex={0}
      aria-label={t`Events in the picture`}
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={events.length}
      aria-valuenow={at + 1}
      aria-valuetext={
        chosen &&
        `${moment(chosen.lastAt)}: ${i18n._(eventWords(chosen))}, ${i18n._(stateWordsOf(chosen.state).badge)}, ${i18n._(actorWords(chosen))}`
      }
      onKeyDown={press}
      onPointerDown={point}
    >
      {width > 0 && <Drawing layout={layout} lanes={lanes} folded={folded} events={events} chosen={chosen} />}
    </div>
  )
}

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  Home: -Infinity,
  End: Infinity,
}

/** An event of several checks is where the last of them was. */
const timeOf = ({ lastAt }: HistoryEntry): number => Date.parse(lastAt)

/** @param names the width of the longest name of a lane, in CSS pixels. */
function layoutOf(width: number, axis: Axis, names: number) {
  const isWide = width >= WIDE
  const left = isWide ? names + 14 : 1
  const right = width - 1
  const title = isWide ? 0 : 17
  const scale = (right - left) / (axis.to - axis.from)
  const heights = { rungs: 22, states: 28, keys: 20, events: 20 }
  const tops = { rungs: title, states: 0, keys: 0, events: 0 }
  tops.states = tops.rungs + heights.rungs + title + 2
  tops.keys = tops.states + heights.states + title + 8
  tops.events = tops.keys + heights.keys + title + 8
  const bottom = tops.events + heights.events + 4
  return {
    axis,
    isWide,
    width,
    left,
    right,
    tops,
    heights,
    bottom,
    height: bottom + 22,
    xOf: (time: number): number =>
      left + Math.min(1, Math.max(0, (time - axis.from) / (axis.to - axis.from))) * (right - left),
    timeAt: (x: number): number => axis.from + (x - left) / scale,
    isShown: (time: number): boolean => time >= axis.from && time <= axis.to,
  }
}
type Layout = ReturnType<typeof layoutOf>

type DrawingProps = Pick<Props, 'folded' | 'events' | 'chosen'> & { layout: Layout; lanes: LaneNames }

/** Hidden from screen readers, who have the table. */
function Drawing({ layout, lanes, folded, events, chosen }: DrawingProps) {
  const { width, height, tops, heights, bottom, xOf } = layout
  return (
    <svg width={width} height={height} aria-hidden="true" focusable="false">
      <defs>
        <pattern id="lk-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="lk-hatch" width="6" height="6" />
          <rect className="lk-hatch-line" width="2.5" height="6" />
        </pattern>
      </defs>
      <LaneTitles layout={layout} lanes={lanes} />
      <Rungs layout={layout} folded={folded} />
      {folded.bands.map((band) => (
        <StateBand key={band.from} layout={layout} band={band} />
      ))}
      {folded.keys.map(({ from, to, fingerprint }, index) => {
        const x = xOf(from)
        const long = xOf(to) - x
        const text = fingerprint.replace('sha256:', '').slice(0, 8)
        return to < layout.axis.from ? null : (
          <g key={`${from} ${fingerprint}`} className="lk-key-span" data-odd={index % 2 === 1 || undefined}>
            <rect x={x} y={tops.keys} width={Math.max(2, long)} height={heights.keys} />
            {fits(text, long) && (
              <text x={x + 6} y={tops.keys + 14}>
                {text}
              </text>
            )}
          </g>
        )
      })}
      <line className="lk-axis" x1={layout.left} x2={layout.right} y1={bottom} y2={bottom} />
      <Ticks layout={layout} />
      {events.map((entry) => (
        <Mark key={`${entry.firstAt} ${entry.event}`} layout={layout} entry={entry} isChosen={entry === chosen} />
      ))}
    </svg>
  )
}

function useLaneNames() {
  const { t } = useLingui()
  return { rungs: t`Days left`, states: t`State`, keys: t`Key`, events: t`Events` }
}
type LaneNames = ReturnType<typeof useLaneNames>

const LANES = ['rungs', 'states', 'keys', 'events'] as const

const LaneTitles = ({ layout: { isWide, tops, heights }, lanes }: Pick<DrawingProps, 'layout' | 'lanes'>) =>
  LANES.map((lane) => (
    <text key={lane} className="lk-lane" x={0} y={isWide ? tops[lane] + heights[lane] / 2 + 4 : tops[lane] - 5}>
      {lanes[lane]}
    </text>
  ))

/** The state in words where they fit; the table has them all. */
function StateBand({ layout: { xOf, tops, heights, axis }, band }: { layout: Layout; band: Band }) {
  const { i18n, t } = useLingui()
  if (band.to < axis.from) return null
  const x = xOf(band.from)
  const long = Math.max(2, xOf(band.to) - x)
  const { tone, badge } = band.kind === 'not-asked' ? { tone: undefined, badge: null } : stateWordsOf(band.state)
  const text = band.kind === 'state' && badge ? i18n._(badge) : band.kind === 'no-answer' ? t`No answer` : t`Not asked`
  return (
    <g className="lk-band" data-kind={band.kind} data-tone={tone}>
      <rect x={x} y={tops.states} width={long} height={heights.states} />
      {fits(text, long) && (
        <text x={x + 6} y={tops.states + 18}>
          {text}
        </text>
      )}
    </g>
  )
}

function Rungs({ layout, folded: { rungs, now } }: { layout: Layout; folded: HistoryBands }) {
  const { t } = useLingui()
  const { xOf, isShown, tops, bottom, left, right, axis } = layout
  const shown = rungs.filter(({ at }) => isShown(at)).map(({ rung, at }) => ({ rung, at, x: xOf(at) }))
  const today = axis.to > now ? [{ x: xOf(now), text: t`now`, kind: 'now' }] : []
  const labels = placeLabels(
    [
      ...today,
      ...shown
        // the end first, and from there backwards
        .toReversed()
        .map(({ rung, x }) => ({ x, text: rung === 'ended' ? t`end` : String(rung), kind: String(rung) })),
    ],
    left,
    right,
  )
  return (
    <>
      {shown.map(({ rung, at, x }) => (
        <line
          key={at}
          className="lk-rung-line"
          data-kind={rung === 'ended' ? 'ended' : undefined}
          x1={x}
          x2={x}
          y1={tops.rungs + 18}
          y2={bottom}
        />
      ))}
      {today.map(({ x }) => (
        <line key="now" className="lk-now-line" x1={x} x2={x} y1={tops.rungs + 18} y2={bottom} />
      ))}
      {labels.map(({ x, text, kind }) => (
        <text key={kind + String(x)} className="lk-rung-label" data-kind={kind} x={x} y={tops.rungs + 13}>
          {text}
        </text>
      ))}
    </>
  )
}

function Ticks({ layout: { axis, isWide, xOf, left, right, bottom } }: { layout: Layout }) {
  const isShort = axis.to - axis.from < 3 * DAY_MS
  const labels = ticksOf(axis, isWide ? 5 : 3).map((time) => ({
    x: xOf(time),
    text: isShort ? `${shortDay(time)} ${shortTime(time)}` : isWide ? day(time, 'short') : shortDay(time),
  }))
  return placeLabels(labels, left, right).map(({ x, text }) => (
    <text key={x} className="lk-tick" x={x} y={bottom + 16}>
      {text}
    </text>
  ))
}

/** A change of key is a diamond; checks are a dot, hollow where no answer came, with a line back to the first of them. */
function Mark({ layout, entry, isChosen }: { layout: Layout; entry: HistoryEntry; isChosen: boolean }) {
  const { xOf, isShown, tops, heights, bottom } = layout
  const at = timeOf(entry)
  if (!isShown(at)) return null
  const x = xOf(at)
  const y = tops.events + heights.events / 2
  return (
    <g className="lk-event" data-kind={entry.event === 'checked' ? entry.verdict : 'change'}>
      {isChosen && <line className="lk-chosen" x1={x} x2={x} y1={tops.states - 4} y2={bottom} />}
      {entry.count > 1 && <line x1={xOf(Date.parse(entry.firstAt))} x2={x} y1={y} y2={y} />}
      {isChosen && <circle className="lk-chosen" cx={x} cy={y} r="9" />}
      {entry.event === 'checked' ? <circle cx={x} cy={y} r="4" /> : <path d={`M${x} ${y - 7}l7 7l-7 7l-7 -7z`} />}
    </g>
  )
}
