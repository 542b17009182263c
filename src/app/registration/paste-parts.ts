import { useEffect, useMemo, useState } from 'react'
import { MAX_PASTE_CHARACTERS } from '#contract/panel.ts'
import type { KeyInspection } from '#domain/key.ts'
import { later } from '../ui/later.ts'

/** What looks at a key text. The box is there before it; whoever pastes at once waits for it, and nobody else does. */
export const loadInspector = () => import('#domain/key.ts')
const loadSummary = () => import('./inspection-summary.tsx')
const loadMarks = () => import('./marked-copy.tsx')

export const InspectionSummary = later(loadSummary, 'InspectionSummary')
export const MarkedCopy = later(loadMarks, 'MarkedCopy')

const NOTHING: KeyInspection = {
  finding: 'empty',
  key: null,
  edits: [],
  wrongSecret: null,
  anatomy: { length: 0, decodes: 'no', members: null },
}

type Inspect = (text: string) => KeyInspection

/** Looks at the text as it arrives; once a text, and never at one that is too long. */
export function useInspection(text: string): KeyInspection {
  const [inspect, setInspect] = useState<Inspect | null>(null)
  useEffect(() => {
    void loadInspector().then(({ inspectKey }) => setInspect(() => inspectKey))
    // by the time of the paste everything is there, so that it sets off no request at all
    void loadSummary()
    void loadMarks()
  }, [])
  return useMemo(() => (inspect && text.length <= MAX_PASTE_CHARACTERS ? inspect(text) : NOTHING), [inspect, text])
}
