import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { LANGUAGE_NAMES, LANGUAGES } from '#contract/languages.ts'
import { chooseLanguage } from '../language.ts'

export function LanguageSwitch() {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  return (
    <select
      className="lk-language"
      aria-label={t`Language`}
      value={i18n.locale}
      onChange={(event) => {
        const chosen = LANGUAGES.find((language) => language === event.target.value)
        // texts of the gateway, such as the sandbox's list, are loaded again
        if (chosen) void chooseLanguage(chosen).then(() => client.invalidateQueries())
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
