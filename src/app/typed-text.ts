import type { Registration } from '#contract/panel.ts'
import { keepDraft } from './shared/drafts.ts'

/**
 * Carries what was typed or pasted into the first screen, which the gateway drew, into the page that takes its place.
 * @returns to be called when that is on screen: gives the focus back.
 */
export function takeTypedText(root: Element, registration: Registration | null): () => void {
  const box = root.querySelector('textarea')
  if (box === null || registration === null) return () => undefined
  keepDraft(registration.instance, box.value)
  const hasFocus = box === document.activeElement
  const { selectionStart, selectionEnd } = box
  return () => {
    const next = root.querySelector('textarea')
    if (!hasFocus || next === null) return
    next.focus({ preventScroll: true })
    next.setSelectionRange(selectionStart, selectionEnd)
  }
}
