import { useLingui } from '@lingui/react/macro'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { copyText } from './copy-text.ts'

/** A button without words, for what stands beside it. @param label what is copied. */
export function CopyIcon({ text, label }: { text: string; label: string }) {
  const { t } = useLingui()
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  const copy = async () => setOutcome((await copyText(text)) ? 'copied' : 'failed')
  const Icon = outcome === 'copied' ? IconCheck : IconCopy
  return (
    <>
      <button type="button" className="lk-icon-button" aria-label={label} title={label} onClick={() => void copy()}>
        <Icon size={16} aria-hidden="true" />
      </button>
      <output className={outcome === 'failed' ? 'text-secondary' : 'visually-hidden'}>
        {outcome === 'copied' && t`Copied`}
        {outcome === 'failed' && t`The browser did not allow the copy`}
      </output>
    </>
  )
}
