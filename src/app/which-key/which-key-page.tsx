import { Trans, useLingui } from '@lingui/react/macro'
import { WRONG_SECRETS } from '#domain/key.ts'
import { WRONG_SECRET_WORDS } from '../shared/wrong-secret-words.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { SECRET_LOOKS } from './secret-looks.ts'

/** The registration key, and all that is pasted in its place. */
export function WhichKeyPage() {
  const { t, i18n } = useLingui()
  return (
    <Shell
      title={t`Which key is which`}
      breadcrumb={<Breadcrumb trail={[]} here={<Trans>Which key is which</Trans>} />}
    >
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <Trans>Which key is which</Trans>
          </h1>
        </header>
        <div className="lk-card-body lk-prose">
          <h2>
            <Trans>The registration key</Trans>
          </h2>
          <p>
            <Trans>
              A long text in one line that begins with “eyJ”, made of letters, digits, “+”, “/” and perhaps “=” at the
              end. It is shown in your account on the GLPI Network portal, with a button to copy it. It belongs in the
              box on this panel’s registration page, or in GLPI under Setup &gt; General &gt; GLPI Network.
            </Trans>
          </p>
          <p>
            <Trans>
              GLPI works without one. It opens the marketplace; a free registration is enough for the free plugins.
            </Trans>
          </p>
          <h2>
            <Trans>Not the registration key</Trans>
          </h2>
          <dl>
            {WRONG_SECRETS.map((secret) => {
              const { title, belongs } = WRONG_SECRET_WORDS[secret]
              return (
                <div key={secret}>
                  <dt>{i18n._(title)}</dt>
                  <dd>
                    <span className="text-secondary">{i18n._(SECRET_LOOKS[secret])}</span>
                    <br />
                    {i18n._(belongs)}
                  </dd>
                </div>
              )
            })}
          </dl>
        </div>
      </div>
    </Shell>
  )
}
