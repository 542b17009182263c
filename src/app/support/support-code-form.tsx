import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Conclusion } from '#domain/diagnosis.ts'
import { readSupportCode } from '#domain/support-code.ts'
import { causeOf } from '../shared/cause/catalogue.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { ForTheCaller } from './for-the-caller.tsx'

/** What a code stands for. It is in the address too, so that it can be opened from a ticket. */
export function SupportCodeForm() {
  const { t, i18n } = useLingui()
  const wrong = t`No diagnosis has this code: a character was misheard or mistyped. Ask for it again.`
  function titleOf(read: Conclusion | null): string {
    if (read === null) return wrong
    return read.headline === null ? t`No problem was found.` : i18n._(causeOf(read.headline).title)
  }
  const [code, setCode] = useState(() => new URLSearchParams(location.search).get('code') ?? '')
  const [typed, setTyped] = useState(code)
  const conclusion = code === '' ? null : readSupportCode(code)
  const isWrong = code !== '' && conclusion === null
  return (
    <>
      <form
        className="lk-code-form"
        onSubmit={(event) => {
          event.preventDefault()
          const asked = typed.trim()
          setCode(asked)
          history.replaceState(
            history.state,
            '',
            asked === '' ? location.pathname : `?code=${encodeURIComponent(asked)}`,
          )
          if (asked !== '') announce(titleOf(readSupportCode(asked)))
        }}
      >
        <Field
          label={t`Support code`}
          hint={t`Six letters and digits, as a caller reads them out: K7F-3A9`}
          error={isWrong ? wrong : undefined}
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
      {conclusion && <ForTheCaller conclusion={conclusion} />}
    </>
  )
}
