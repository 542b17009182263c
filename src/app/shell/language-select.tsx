import './language-select.css'
import { useLingui } from '@lingui/react/macro'
import { LANGUAGE_NAMES, LANGUAGES } from '#contract/languages.ts'
import { chooseLanguage } from '../language.ts'

/** @param onChosen once the page speaks the chosen language. */
export function LanguageSelect({ onChosen }: { onChosen?: () => void }) {
  const { t, i18n } = useLingui()
  return (
    <select
      className="lk-language"
      aria-label={t`Language`}
      value={i18n.locale}
      onChange={(event) => {
        const chosen = LANGUAGES.find((language) => language === event.target.value)
        if (chosen) void chooseLanguage(chosen).then(onChosen)
      }}
    >
      {LANGUAGES.map((language) => (
        <option key={language} value={language} lang={language} translate="no">
          {LANGUAGE_NAMES[language]}
        </option>
      ))}
    </select>
  )
}
