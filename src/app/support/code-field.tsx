import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

type Props = { code: string; wrong: string | undefined; onCode: (code: string) => void }

/** The code that a caller reads out. */
export function CodeField({ code, wrong, onCode }: Props) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(code)
  return (
    <form
      className="lk-code-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() !== '') onCode(typed.trim())
      }}
    >
      <Field
        label={t`Support code`}
        hint={t`At the foot of the caller’s page: nine letters and digits. Older ones have six.`}
        error={wrong}
        value={typed}
        maxLength={20}
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="lk-row lk-code-button">
        <Button type="submit">
          <Trans>Show what it stands for</Trans>
        </Button>
      </div>
    </form>
  )
}
