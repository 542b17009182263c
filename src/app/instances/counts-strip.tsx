import { useLingui } from '@lingui/react/macro'
import type { Instance } from '#contract/panel.ts'
import { quantity } from '../ui/format.ts'
import type { ListView } from './list-view.ts'
import { countStates } from './listed.ts'
import { GROUPS, type Group } from './state-groups.ts'

type Props = { instances: readonly Instance[]; view: ListView; onView: (view: ListView) => void }

/** How the whole fleet stands, whatever is searched for; a press shows those instances, and another one all again. */
export function CountsStrip({ instances, view, onView }: Props) {
  const { t, i18n } = useLingui()
  const counts = countStates(instances)
  return (
    <fieldset className="lk-counts" aria-label={t`Instances by how they stand`}>
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
