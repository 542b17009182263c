import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { Instance } from '#contract/panel.ts'
import { quantity } from '../ui/format.ts'
import type { ListView } from './list-view.ts'
import { countStates } from './listed.ts'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { State } from '#domain/verdict.ts'
import type { Tone } from '../ui/tone.ts'

type Group = { id: string; states: readonly State[]; tone: Tone; words: MessageDescriptor }

/** Every state is in one of them, so that their counts add up. */
const GROUPS: readonly Group[] = [
  { id: 'open', states: ['active'], tone: 'success', words: msg`active` },
  { id: 'soon', states: ['expiring', 'unconfirmed', 'differs'], tone: 'warning', words: msg`need attention soon` },
  { id: 'verifying', states: ['pending'], tone: 'info', words: msg`being verified` },
  { id: 'ahead', states: ['not-started'], tone: 'warning', words: msg`not started` },
  { id: 'closed', states: ['ended', 'refused', 'broken'], tone: 'danger', words: msg`closed now` },
  { id: 'keyless', states: ['none'], tone: 'neutral', words: msg`without a key` },
  { id: 'managed', states: ['managed'], tone: 'neutral', words: msg`managed by the platform` },
]

type Props = { instances: readonly Instance[]; view: ListView; onView: (view: ListView) => void }

/** Counts of all instances by state; the search does not change them. A press filters by that state, a second press shows all. */
export function CountsStrip({ instances, view, onView }: Props) {
  const { t, i18n } = useLingui()
  const counts = useMemo(() => countStates(instances), [instances])
  return (
    <fieldset className="lk-counts" aria-label={t`Instances by state`}>
      {GROUPS.map((group) => {
        const isOn = isGroup(view, group)
        return (
          <button
            key={group.id}
            type="button"
            className="lk-count"
            data-tone={group.tone}
            aria-pressed={isOn}
            onClick={() => onView({ ...view, states: isOn ? [] : group.states })}
          >
            <span className="lk-count-number lk-tone-text">
              {quantity(group.states.reduce((sum, state) => sum + (counts[state] ?? 0), 0))}
            </span>{' '}
            <span>{i18n._(group.words)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}

const isGroup = ({ states }: ListView, group: Group): boolean =>
  states.length === group.states.length && group.states.every((state) => states.includes(state))
