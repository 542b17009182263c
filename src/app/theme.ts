import { useState } from 'react'
import { savePreference } from './preferences.ts'

export type Theme = 'light' | 'dark'

const shown = (): Theme => (document.documentElement.dataset['bsTheme'] === 'dark' ? 'dark' : 'light')

/** The theme on screen; public/theme.js set the first one before anything was painted. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(shown)
  return [
    theme,
    (chosen) => {
      document.documentElement.dataset['bsTheme'] = chosen
      savePreference('theme', chosen)
      setTheme(chosen)
    },
  ]
}
