import '../../ui/question.css'
import '../../ui/choices.css'
import './palette.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import { readPreference, savePreference } from '../../preferences.ts'
import { Button } from '../../ui/button.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'

/** The keys that do something everywhere, and whether those of one character do. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const [isOn, setOn] = useState(readPreference('letters') !== 'off')
  const id = useId()
  const command = /Mac|iP/.test(navigator.platform) ? '⌘' : t`Ctrl`
  return (
    <ModalDialog className="lk-question" label={t`Keyboard shortcuts`} onClose={onClose}>
      <h2>
        <Trans>Keyboard shortcuts</Trans>
      </h2>
      <dl className="lk-keys">
        <dt>
          <kbd>{command}</kbd> <kbd>K</kbd>
        </dt>
        <dd>
          <Trans>Go to an instance, a page or a cause</Trans>
        </dd>
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>
          <Trans>Search in this page</Trans>
        </dd>
        <dt>
          <kbd>?</kbd>
        </dt>
        <dd>
          <Trans>Show this list</Trans>
        </dd>
        <dt>
          <kbd>{command}</kbd> <kbd>↵</kbd>
        </dt>
        <dd>
          <Trans>Save the key in the box</Trans>
        </dd>
      </dl>
      <label className="form-check" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          className="form-check-input"
          checked={isOn}
          onChange={({ target }) => {
            setOn(target.checked)
            savePreference('letters', target.checked ? 'on' : 'off')
          }}
        />
        <span className="form-check-label">{t`The keys / and ? do something`}</span>
      </label>
      <div className="lk-actions">
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </ModalDialog>
  )
}
