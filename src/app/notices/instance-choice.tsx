import '../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useAllInstances } from '../shared/queries/all-instances.ts'
import { LabelledRow } from '../ui/labelled-row.tsx'
import type { RecipientEntry, RecipientFields } from './recipient-entry.ts'

/** More would be no choice, but a list to scroll through. */
const MOST_SHOWN = 40

type Props = { form: UseFormReturn<RecipientFields, unknown, RecipientEntry>; hasError: boolean }

/** The choice of instances for a recipient: a search box, the matches, and those already chosen. */
export function InstanceChoice({ form, hasError }: Props) {
  const { t } = useLingui()
  const { data: instances = [] } = useAllInstances()
  const [typed, setTyped] = useState('')
  const chosen = useWatch({ control: form.control, name: 'instances' })
  const words = typed.trim().toLocaleLowerCase()
  const matching = instances.filter(
    ({ id, name }) => chosen.includes(id) || `${name} ${id}`.toLocaleLowerCase().includes(words),
  )
  const left = matching.length - MOST_SHOWN
  return (
    <LabelledRow label={<Trans>Which ones</Trans>}>
      {instances.length > MOST_SHOWN && (
        <input
          type="search"
          className="form-control"
          aria-label={t`Search for an instance`}
          placeholder={t`Search for an instance`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <fieldset className="lk-notices-checks" aria-label={t`Which ones`}>
        {matching.slice(0, MOST_SHOWN).map(({ id, name }) => (
          <label key={id} className="form-check">
            <input type="checkbox" className="form-check-input" value={id} {...form.register('instances')} />{' '}
            <span translate="no">{name}</span>
          </label>
        ))}
      </fieldset>
      {left > 0 && (
        <p className="text-secondary">
          <Trans>More instances match: type to narrow them down.</Trans>
        </p>
      )}
      {hasError && (
        <p className="lk-reason">
          <Trans>Choose at least one instance.</Trans>
        </p>
      )}
    </LabelledRow>
  )
}
