import { useLingui } from '@lingui/react/macro'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { useTheme } from '../theme.ts'

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
