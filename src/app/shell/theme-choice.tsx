import './theme-choice.css'
import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { useState, useSyncExternalStore } from 'react'
import { noteReader } from '../note-reader.ts'
import { readPreference, savePreference } from '../preferences.ts'

/** Light, dark, or as the system: a native choice laid over the picture of what is shown. */
export function ThemeChoice() {
  const { t } = useLingui()
  const [choice, setChoice] = useState(readPreference('theme') ?? '')
  const Icon = useSyncExternalStore(onThemeChange, shownTheme) === 'dark' ? IconMoon : IconSun
  return (
    <span className="lk-icon-button lk-theme">
      <Icon size={20} aria-hidden="true" />
      <select
        aria-label={t`Theme`}
        title={t`Theme`}
        value={choice}
        onChange={({ target: { value } }) => {
          setChoice(value)
          savePreference('theme', value)
          noteReader(i18n.locale)
          document.documentElement.dataset['bsTheme'] =
            value || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
        }}
      >
        <option value="light">{t`Light`}</option>
        <option value="dark">{t`Dark`}</option>
        <option value="">{t`As the system`}</option>
      </select>
    </span>
  )
}

/** The theme on screen. public/before-paint.js sets it before anything is painted, and when the system's changes; paper is white. */
const shownTheme = () => document.documentElement.dataset['bsTheme']

function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-bs-theme'] })
  return () => observer.disconnect()
}
