import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { tagsQuery } from './queries.ts'

type Props = {
  instance: string
  /** '': all plugins. */
  tag: string
  onTag: (tag: string) => void
}

/** Left out where GLPI Network gives no tags: nothing else depends on them. */
export function TagChoice({ instance, tag, onTag }: Props) {
  const { t } = useLingui()
  const { data } = useQuery(tagsQuery(instance))
  if (!data || data.tags.length === 0) return null
  return (
    <select
      className="form-select lk-market-order"
      aria-label={t`Tag`}
      value={tag}
      onChange={(event) => onTag(event.target.value)}
    >
      <option value="">{t`All tags`}</option>
      {data.tags.map(({ key, name }) => (
        <option key={key} value={key} translate="no">
          {name}
        </option>
      ))}
    </select>
  )
}
