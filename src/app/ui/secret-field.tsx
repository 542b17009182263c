import './secret-field.css'
import { useLingui } from '@lingui/react/macro'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useId, useState, type ComponentProps, type ReactNode } from 'react'

type Props = ComponentProps<'input'> & {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** One is stored, and stays unless another is typed. */
  isStored: boolean
  children?: ReactNode
}

/** A secret: hidden until somebody wants to see what they typed; one that is stored never comes back. */
export function SecretField({ label, hint, error, isStored, children, ...input }: Props) {
  const { t } = useLingui()
  const id = useId()
  const [isShown, setShown] = useState(false)
  const reveal = isShown ? t`Hide: ${label}` : t`Show: ${label}`
  return (
    <div className="lk-row">
      <label className="lk-row-label" htmlFor={id}>
        {label}
      </label>
      <div className="lk-row-value">
        <div className="lk-secret">
          <input
            {...input}
            id={id}
            className="form-control"
            type={isShown ? 'text' : 'password'}
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            placeholder={isStored ? t`stored; leave empty to keep it` : undefined}
            aria-invalid={error !== undefined}
            aria-describedby={`${id}-hint`}
          />
          <button
            type="button"
            className="lk-icon-button"
            aria-label={reveal}
            title={reveal}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? <IconEyeOff size={20} aria-hidden="true" /> : <IconEye size={20} aria-hidden="true" />}
          </button>
        </div>
        <p id={`${id}-hint`} className={error === undefined ? 'text-secondary' : 'lk-reason'}>
          {error ?? hint}
        </p>
        {children}
      </div>
    </div>
  )
}
