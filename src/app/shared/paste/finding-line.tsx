import { Trans } from '@lingui/react/macro'
import { MAX_PASTE_CHARACTERS } from '#domain/text-encoding.ts'
import type { KeyInspection } from '#domain/key.ts'
import { useIsMissing } from '../../ui/lazy-with-retry.ts'
import { Message } from '../../ui/message.tsx'
import { LazyInspectionSummary } from './inspector.ts'
import { LoadingBoundary } from '../../ui/loading-boundary.tsx'

type Props = {
  text: string
  inspection: KeyInspection | null
  /** Whether to say that nothing has been sent yet. */
  saysUnsent: boolean
}

/** Under the box: what the text is, once it has been inspected. */
export function FindingLine({ text, inspection, saysUnsent }: Props) {
  if (text === '' || text.length > MAX_PASTE_CHARACTERS || inspection?.finding === 'empty') return null
  if (inspection === null) return <Inspecting />
  return (
    <LoadingBoundary fallback={<Inspecting />}>
      <LazyInspectionSummary inspection={inspection} saysUnsent={saysUnsent} />
    </LoadingBoundary>
  )
}

function Inspecting() {
  if (useIsMissing()) {
    return (
      <Message tone="warning" title={<Trans>The text cannot be inspected yet</Trans>}>
        <p>
          <Trans>
            Latchkey’s own server did not send the part of the page that does this. The page asks again as soon as the
            server answers. What you pasted stays in the box.
          </Trans>
        </p>
      </Message>
    )
  }
  return (
    <output className="lk-looking text-secondary">
      <span className="spinner-border spinner-border-sm" aria-hidden="true" /> <Trans>Inspecting the text</Trans>
    </output>
  )
}
