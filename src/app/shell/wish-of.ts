/** What a key asks for: what can be gone to, the list of shortcuts, or the search box of the page. */
export type Wish = 'palette' | 'shortcuts' | 'search'

const CHARACTERS: Record<string, Wish> = { '?': 'shortcuts', '/': 'search' }

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** @param areOn whether single characters are shortcuts: who speaks to the computer may have turned them off (WCAG 2.1.4). */
export function wishOf({ key, ctrlKey, metaKey, altKey }: Pressed, areOn: boolean): Wish | null {
  if (ctrlKey || metaKey) return /^k$/i.test(key) && !altKey ? 'palette' : null
  return areOn ? (CHARACTERS[key] ?? null) : null
}
