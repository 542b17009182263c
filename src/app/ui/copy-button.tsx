import { Trans, useLingui } from '@lingui/react/macro'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { Button } from './button.tsx'

type Outcome = 'copied' | 'failed' | null

export function CopyButton({ text, children }: { text: string; children: ReactNode }) {
  const [outcome, setOutcome] = useState<{ of: string; is: Outcome }>({ of: text, is: null })
  const shown = outcome.of === text ? outcome.is : null
  const copy = async () => setOutcome({ of: text, is: (await copyText(text)) ? 'copied' : 'failed' })
  return (
    <>
      <Button
        variant="link"
        icon={shown === 'copied' ? <IconCheck size={16} /> : <IconCopy size={16} />}
        onClick={() => void copy()}
      >
        {children}
      </Button>
      <output className="text-secondary">
        {shown === 'copied' && <Trans>Copied</Trans>}
        {shown === 'failed' && <Trans>The browser did not allow the copy</Trans>}
      </output>
    </>
  )
}

/** The same without words beside it. @param label what is copied. */
export function CopyIcon({ text, label }: { text: string; label: string }) {
  const { t } = useLingui()
  const [outcome, setOutcome] = useState<Outcome>(null)
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

/** Copies, also on plain HTTP, where the browser has no `navigator.clipboard`. Says whether it worked. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    if (copied) return true
  }
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  const focused = document.activeElement
  document.body.append(field)
  field.select()
  // deprecated, and the only way there is without a secure context
  const copied = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return copied
}
