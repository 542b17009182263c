/** What a browser keeps for one person: language, theme, the last instance, dismissals, whether letters are shortcuts. Never a key, never a verdict. */
type Name = 'language' | 'theme' | 'instance' | 'dismissed' | 'letters' | 'setup'

/** null if nothing is stored, or if the browser forbids storing. */
export function readPreference(name: Name): string | null {
  try {
    return localStorage.getItem(`latchkey.${name}`)
  } catch {
    return null
  }
}

export function savePreference(name: Name, value: string): void {
  try {
    localStorage.setItem(`latchkey.${name}`, value)
  } catch {
    // private windows and full disks: the choice lasts until the page is left
  }
}
