import '../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconFilter } from '@tabler/icons-react'
import { useId, type ComponentProps } from 'react'
import { AUDIT_ACTIONS, AUDIT_FILTERS, AUDIT_OUTCOMES } from '#contract/audit.ts'
import { Button } from '../ui/button.tsx'
import { ACTION_WORDS, AUDIT_OUTCOME_WORDS } from './audit-words.ts'
import type { Filters } from './query.ts'

type Props = { filters: Filters; onChoose: (filters: Filters) => void }

/** Which rows are shown: nothing changes before the button is pressed. */
export function AuditFilters({ filters, onChoose }: Props) {
  const { t, i18n } = useLingui()
  const actions = AUDIT_ACTIONS.map((value) => ({ value, label: i18n._(ACTION_WORDS[value]) }))
  const ordered = actions.toSorted((one, other) => one.label.localeCompare(other.label, i18n.locale))
  return (
    <form
      className="lk-audit-filters"
      aria-label={t`Rows shown`}
      onSubmit={(event) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget)
        const chosen = AUDIT_FILTERS.flatMap((name) => {
          const value = typed.get(name)
          return typeof value !== 'string' || value.trim() === '' ? [] : [[name, value.trim()]]
        })
        onChoose(Object.fromEntries(chosen))
      }}
    >
      <Choice label={t`Kind`} name="action" all={t`All kinds`} choices={ordered} defaultValue={filters.action} />
      <Choice
        label={t`Outcome`}
        name="outcome"
        all={t`All outcomes`}
        choices={AUDIT_OUTCOMES.map((value) => ({ value, label: i18n._(AUDIT_OUTCOME_WORDS[value].name) }))}
        defaultValue={filters.outcome}
      />
      <Entry label={t`Instance`} name="instance" defaultValue={filters.instance} />
      <Entry label={t`Person`} name="person" defaultValue={filters.person} />
      <Entry label={t`From`} name="from" type="date" defaultValue={filters.from} />
      <Entry label={t`Until`} name="to" type="date" defaultValue={filters.to} />
      <span className="lk-audit-filter-tools">
        <Button type="submit" icon={<IconFilter size={18} aria-hidden="true" />}>
          <Trans>Show</Trans>
        </Button>
        {Object.keys(filters).length > 0 && (
          <Button variant="link" onClick={() => onChoose({})}>
            <Trans>Show all</Trans>
          </Button>
        )}
      </span>
    </form>
  )
}

type EntryProps = ComponentProps<'input'> & { label: string }

function Entry({ label, ...input }: EntryProps) {
  const id = useId()
  return (
    <span>
      <label htmlFor={id}>{label}</label>
      <input {...input} id={id} className="form-control" autoComplete="off" />
    </span>
  )
}

type ChoiceProps = ComponentProps<'select'> & {
  label: string
  all: string
  choices: readonly { value: string; label: string }[]
}

function Choice({ label, all, choices, ...select }: ChoiceProps) {
  const id = useId()
  return (
    <span>
      <label htmlFor={id}>{label}</label>
      <select {...select} id={id} className="form-select">
        <option value="">{all}</option>
        {choices.map(({ value, label: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}
