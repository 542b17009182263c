import { Trans, useLingui } from '@lingui/react/macro'
import { IconKey } from '@tabler/icons-react'
import { useId, useRef, useState } from 'react'
import { BOX_REFUSAL_WORDS, EntryBox, type BoxRefusal } from '../shared/paste/entry-box.tsx'
import { FindingLine } from '../shared/paste/finding-line.tsx'
import { GuessedPlaces } from '../shared/paste/guessed-places.tsx'
import { useInspection } from '../shared/paste/inspector.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Message } from '../ui/message.tsx'

/** Cleans and judges a key by its text alone. It asks nobody: part of the panel, and a page of its own for any file server. */
export function CheckKeyCard() {
  const { i18n } = useLingui()
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<BoxRefusal | null>(null)
  const inspection = useInspection(text)

  function take(taken: string) {
    setRefusal(null)
    setText(taken)
  }

  return (
    <div className="lk-card">
      <header className="lk-card-head">
        <h1>
          <IconKey size={20} aria-hidden="true" /> <Trans>Check a key</Trans>
        </h1>
        <span className="lk-actions">
          <CopyButton text={location.origin + location.pathname}>
            <Trans>Copy a link to this page</Trans>
          </CopyButton>
        </span>
      </header>
      <Message tone="info" title={<Trans>Nothing is sent. What you paste stays in this browser.</Trans>}>
        <p>
          <Trans>
            Once this page is open, it works without a network. To be sure, cut the network before you paste.
          </Trans>
        </p>
      </Message>
      <div className="lk-row">
        <label className="lk-row-label" htmlFor={id}>
          <Trans>Registration key</Trans>
        </label>
        <div className="lk-row-value">
          <EntryBox
            field={{
              ref: box,
              id,
              onChange: (event) => take(event.target.value),
              'aria-describedby': `${id}-refused ${id}-found`,
              'aria-invalid': refusal !== null,
            }}
            text={text}
            inspected={text}
            edits={inspection?.edits ?? []}
            onText={(taken) => {
              // the browser's own value: it has other line ends than a file
              if (box.current) box.current.value = taken
              take(taken)
              box.current?.focus()
            }}
            onRefused={setRefusal}
          >
            <p id={`${id}-refused`} className="lk-reason" role="alert">
              {refusal && i18n._(BOX_REFUSAL_WORDS[refusal]())}
            </p>
            <div id={`${id}-found`}>
              <FindingLine text={text} inspection={inspection} saysUnsent={false} />
            </div>
            {inspection?.finding === 'confirm' && <GuessedPlaces text={text} inspection={inspection} />}
            {inspection !== null && inspection.key !== null && (
              <p className="mt-2">
                <Trans>
                  This page sees the text only. Whether the key is accepted, and until when, is for GLPI Network to say:
                  save the key in GLPI, under Setup &gt; General &gt; GLPI Network, or in Latchkey.
                </Trans>
              </p>
            )}
          </EntryBox>
        </div>
      </div>
    </div>
  )
}
