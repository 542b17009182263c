import { useEffect } from 'react'
import { readPreference } from '../preferences.ts'
import { wishOf, type Wish } from './wish-of.ts'

const TYPED_INTO = 'input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]'

/** Calls with what a key is pressed for; a search box has the focus at once. */
export function useShortcuts(onWish: (wish: Wish) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      const isTyped = target instanceof Element && target.matches(TYPED_INTO) && !event.ctrlKey && !event.metaKey
      // what is typed, and what an open dialog takes, is no wish
      if (isTyped || document.querySelector('dialog[open]')) return
      const wished = wishOf(event, readPreference('letters') !== 'off')
      if (wished === null) return
      event.preventDefault()
      if (wished === 'search') document.querySelector<HTMLElement>('[type=search]')?.focus()
      else onWish(wished)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onWish])
}
