import '../../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { useFormContext } from 'react-hook-form'
import { METHOD_KINDS, type MethodKind } from '#domain/storage.ts'
import type { WithConnection } from './fields.ts'
import { METHOD_NAMES } from './method-names.ts'

/** Which of several methods writes, and which one proves. */
export function WriteAndVerify({ methods }: { methods: MethodKind[] }) {
  const { t } = useLingui()
  return (
    <>
      <Choice
        at="connection.write"
        methods={methods}
        label={t`Write with`}
        hint={t`Latchkey chooses the first of legacy REST, console and database.`}
      />
      <Choice
        at="connection.prove"
        methods={methods}
        label={t`Prove with`}
        hint={t`Latchkey chooses the strongest that is available.`}
      />
    </>
  )
}

type ChoiceProps = { at: 'connection.write' | 'connection.prove'; methods: MethodKind[]; label: string; hint: string }

function Choice({ at, methods, label, hint }: ChoiceProps) {
  const { i18n } = useLingui()
  const id = useId()
  const { register } = useFormContext<WithConnection>()
  return (
    <div className="lk-row">
      <label className="lk-row-label" htmlFor={id}>
        {label}
      </label>
      <div className="lk-row-value">
        <select id={id} className="form-select" aria-describedby={`${id}-hint`} {...register(at)}>
          <option value="">
            <Trans>Latchkey chooses</Trans>
          </option>
          {METHOD_KINDS.filter((kind) => methods.includes(kind)).map((kind) => (
            <option key={kind} value={kind}>
              {i18n._(METHOD_NAMES[kind])}
            </option>
          ))}
        </select>
        <p id={`${id}-hint`} className="text-secondary">
          {hint}
        </p>
      </div>
    </div>
  )
}
