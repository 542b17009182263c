import '../../ui/choices.css'
import { Trans } from '@lingui/react/macro'
import { useId, type ComponentProps } from 'react'

type Props = { field: ComponentProps<'input'>; isMissing: boolean; onChange: (isCompared: boolean) => void }

/** A key that was guessed at is saved only once somebody says that it was compared. */
export function ComparedCheck({ field, isMissing, onChange }: Props) {
  const id = useId()
  return (
    <>
      <label className="form-check lk-compared">
        <input
          {...field}
          type="checkbox"
          className="form-check-input"
          aria-invalid={isMissing}
          aria-describedby={id}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="form-check-label">
          <Trans>I compared the cleaned key with the original</Trans>
        </span>
      </label>
      <p id={id} className="lk-reason" role="alert">
        {isMissing && <Trans>Compare the cleaned key with the original, then tick this box.</Trans>}
      </p>
    </>
  )
}
