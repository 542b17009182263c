import { useLingui } from '@lingui/react/macro'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { savePreference } from '../preferences.ts'

export function ThemeToggle() {
  const { t } = useLingui()
  const [theme, setTheme] = useTheme()
  const isDark = theme === 'dark'
  const label = isDark ? t`Light theme` : t`Dark theme`
  return (
    <button
      type="button"
      className="lk-icon-button"
      aria-label={label}
      title={label}
      onClick={() => setTheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <IconSun size={20} aria-hidden="true" /> : <IconMoon size={20} aria-hidden="true" />}
    </button>
  )
}

type Theme = 'light' | 'dark'

const shown = (): Theme => (document.documentElement.dataset['bsTheme'] === 'dark' ? 'dark' : 'light')

function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-bs-theme'] })
  return () => observer.disconnect()
}

/** The theme on screen. public/theme.js sets it before anything is painted, and when the system's changes. */
function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(onThemeChange, shown)
  return [
    theme,
    (chosen) => {
      document.documentElement.dataset['bsTheme'] = chosen
      savePreference('theme', chosen)
    },
  ]
}
