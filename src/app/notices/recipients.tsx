import { Trans } from '@lingui/react/macro'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Recipient } from '#contract/notices.ts'
import { Button } from '../ui/button.tsx'
import { Done } from '../ui/done.tsx'
import { Message } from '../ui/message.tsx'
import { RecipientEditor } from './recipient-editor.tsx'
import { RecipientItem } from './recipient-item.tsx'
import { useFocusOnce } from './use-focus-once.ts'

type Props = { recipients: readonly Recipient[]; hasMail: boolean }

/** The list of recipients, with a form to add one or to edit one in place. */
export function Recipients({ recipients, hasMail }: Props) {
  const [open, setOpen] = useState<string | null>(null)
  /** Which form was closed last: the focus goes back to its button. */
  const [closed, setClosed] = useState<{ form: string; isSaved: boolean } | null>(null)
  const close = (isSaved: boolean) => {
    if (open !== null) setClosed({ form: open, isSaved })
    setOpen(null)
  }
  const saved = closed?.isSaved ? closed.form : null
  const waitsForMail = !hasMail && recipients.some(({ kind }) => kind === 'email')
  return (
    <>
      {waitsForMail && (
        <Message tone="warning" title={<Trans>No mail server is set up, so e-mails wait</Trans>}>
          <p>
            <Trans>Set one up below.</Trans>
          </p>
        </Message>
      )}
      {recipients.length === 0 && open !== NEW && (
        <p className="lk-card-body">
          <Trans>There are no recipients yet. Warnings are shown on these pages only.</Trans>
        </p>
      )}
      {recipients.length > 0 && (
        <ul className="lk-notices-list">
          {recipients.map((recipient) => (
            <li key={recipient.id}>
              {open === recipient.id ? (
                <RecipientEditor recipient={recipient} onDone={close} />
              ) : (
                <RecipientItem
                  recipient={recipient}
                  isBack={closed?.form === recipient.id}
                  isSaved={saved === recipient.id}
                  onChange={() => setOpen(recipient.id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {open === NEW && (
        <section>
          <RecipientEditor recipient={null} onDone={close} />
        </section>
      )}
      {open === null && <AddButton isBack={closed?.form === NEW} isSaved={saved === NEW} onAdd={() => setOpen(NEW)} />}
    </>
  )
}

const NEW = 'new'

function AddButton({ isBack, isSaved, onAdd }: { isBack: boolean; isSaved: boolean; onAdd: () => void }) {
  const button = useFocusOnce<HTMLButtonElement>(isBack)
  return (
    <div className="lk-actions lk-actions-bar">
      <Button ref={button} variant="primary" icon={<IconPlus size={20} aria-hidden="true" />} onClick={onAdd}>
        <Trans>Add a recipient</Trans>
      </Button>
      {isSaved && (
        <Done>
          <Trans>Saved.</Trans>
        </Done>
      )}
    </div>
  )
}
