import type { Registration } from '#contract/panel.ts'
import { keepDraft } from './shared/drafts.ts'

/**
 * Carries what was typed, pasted and pressed in the first screen, which the gateway drew, into the page that takes its place.
 * @returns to be called when that is on screen: `focus` gives the focus back, `press` does what was pressed.
 */
export function takeInput(root: Element, registration: Registration | null) {
  const box = root.querySelector('textarea')
  // noted by before-paint.js, which also looks on where the page is somebody else's; both pages have the same words
  const pressed = registration && root.querySelector("[data-drawn='pressed']")?.textContent
  const hasFocus = box !== null && box === document.activeElement
  if (box && registration) keepDraft(registration.instance, box.value)
  const { selectionStart = 0, selectionEnd = 0 } = box ?? {}
  return {
    focus() {
      const next = root.querySelector('textarea')
      if (!hasFocus || next === null) return
      next.focus({ preventScroll: true })
      next.setSelectionRange(selectionStart, selectionEnd)
    },
    press() {
      const button = [...root.querySelectorAll<HTMLElement>('main button')].find(
        ({ textContent }) => textContent === pressed,
      )
      button?.focus()
      button?.click()
    },
  }
}
