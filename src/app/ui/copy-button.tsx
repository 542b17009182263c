import { Trans } from '@lingui/react/macro'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { copyText } from './copy-text.ts'
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
