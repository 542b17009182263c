import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { whenIdle } from '../../ui/when-idle.ts'
import { HighlightedCopy } from './highlighted-copy.tsx'
import { InspectionSummary } from './inspection-summary.tsx'

const KEY = btoa(
  JSON.stringify({ id: 7, owner: 'Example', note: '{"quoted"}', signature: btoa('not a signature').repeat(12) }),
)
const MAIL = `${'Bonjour \u00a0! '.repeat(200)}\n> votre clé\u00a0: ${KEY.replaceAll('=', '&#61;')}\n<br>-- \n`

/** V8 stores a text with no character above U+00FF differently from any other, and compiles what reads it once for each kind. */
const TEXTS = [MAIL, `${MAIL}l\u2019équipe`]

/** V8 compiles a function when it is first called, and better when it is called again. More rounds than two gain nothing. */
const ROUNDS = 2

const untilIdle = () => new Promise<void>(whenIdle)

/**
 * Does what a paste does, out of sight and while nobody waits, so that its code is compiled: the first paste would take a quarter
 * longer otherwise. One step in each idle moment, so that none is long on a slow computer.
 */
export async function rehearsePaste({ inspectKey }: typeof import('#domain/key.ts')): Promise<void> {
  const root = createRoot(document.createElement('div'))
  for (let round = 0; round < ROUNDS; round += 1)
    for (const text of TEXTS) {
      await untilIdle()
      const inspection = inspectKey(text)
      for (const drawn of [
        <HighlightedCopy key="copy" text={text} edits={inspection.edits} />,
        <InspectionSummary key="summary" inspection={inspection} saysUnsent />,
      ]) {
        await untilIdle()
        flushSync(() => root.render(<I18nProvider i18n={i18n}>{drawn}</I18nProvider>))
      }
    }
  root.unmount()
}
