import type { Registration } from '#contract/panel.ts'
import { keepDraft } from './shared/drafts.ts'

const nameOf = ({ ariaLabel, textContent }: Element) => ariaLabel ?? textContent

/**
 * Carries what was typed, pasted and pressed in the first screen, which the gateway drew, into the page that takes its place.
 * @returns to be called when that is on screen: `focus` gives the focus back, `press` does what was pressed.
 */
export function takeInput(root: Element, registration: Registration | null) {
  const box = root.querySelector('textarea')
  const hasFocus = box !== null && box === document.activeElement
  if (box && registration) keepDraft(registration.instance, box.value)
  const { selectionStart = 0, selectionEnd = 0 } = box ?? {}
  const buttonsOf = () => [...root.querySelectorAll<HTMLElement>('main button')]
  // noted by before-paint.js, which also does so where the page turns out to be somebody else's
  const pressed = registration && buttonsOf().find(({ dataset }) => dataset['drawn'] === 'pressed')
  const alike = () => buttonsOf().filter((button) => pressed && nameOf(button) === nameOf(pressed))
  const before = alike()
  return {
    focus() {
      const next = root.querySelector('textarea')
      if (!hasFocus || next === null) return
      next.focus({ preventScroll: true })
      next.setSelectionRange(selectionStart, selectionEnd)
    },
    press() {
      const after = alike()
      // where the page has become another one meanwhile, it would be another button
      const button = pressed && after.length === before.length ? after[before.indexOf(pressed)] : undefined
      button?.focus()
      button?.click()
    },
  }
}
