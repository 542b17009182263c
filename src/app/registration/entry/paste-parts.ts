import { useEffect, useMemo } from 'react'
import { MAX_PASTE_CHARACTERS } from '#contract/panel.ts'
import type { KeyInspection } from '#domain/key.ts'
import { lazyWithRetry, untilLoaded } from '../../ui/lazy-with-retry.ts'
import { loadInspector, useInspector } from './inspector.ts'

const loadSummary = () => import('./inspection-summary.tsx')
const loadMarks = () => import('./highlighted-copy.tsx')

export const LazyInspectionSummary = lazyWithRetry(loadSummary, 'InspectionSummary')
export const LazyHighlightedCopy = lazyWithRetry(loadMarks, 'HighlightedCopy')

/**
 * Looks at the text as it arrives; once a text, and never at one that is too long. The box is there before its inspector:
 * null means that nothing is known of the text yet.
 */
export function useInspection(text: string): KeyInspection | null {
  const inspector = useInspector()
  useEffect(() => {
    // by the time of the paste everything is there, so that it sets off no request at all
    for (const load of [loadInspector, loadSummary, loadMarks]) void untilLoaded<unknown>(load)
  }, [])
  return useMemo(
    () => (text.length <= MAX_PASTE_CHARACTERS ? (inspector?.inspectKey(text) ?? null) : null),
    [inspector, text],
  )
}
