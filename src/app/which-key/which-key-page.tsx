import './which-key.css'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { WRONG_SECRETS } from '#domain/key.ts'
import { PORTAL_URL } from '#contract/portal.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { SECRET_FACTS } from './secret-facts.ts'

/** The registration key, and all that is pasted in its place: what each looks like, where it lives, where it must never go. */
export function WhichKeyPage() {
  const { t } = useLingui()
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
          <Link href="/check-key">
            <Trans>Check a key</Trans>
          </Link>
        </header>
        <div className="lk-card-body lk-prose lk-which">
          <h2>
            <Trans>The registration key</Trans>
          </h2>
          <Facts
            looks={
              <Trans>
                A long text in one line that begins with “eyJ”, made of letters, digits, “+”, “/” and perhaps “=” at the
                end.
              </Trans>
            }
            lives={
              <Trans>
                In your account on the <a href={PORTAL_URL}>GLPI Network portal</a>, and in GLPI under Setup &gt;
                General &gt; GLPI Network. This panel writes it there for you.
              </Trans>
            }
            never={
              <Trans>
                A ticket, a mail, a chat, or a page you do not know. Support never needs it: a fingerprint or a report
                is enough.
              </Trans>
            }
          />
          <p>
            <Trans>GLPI works without one.</Trans>{' '}
            <Link href="/do-i-need-a-key">
              <Trans>Do I need a key?</Trans>
            </Link>
          </p>
          <h2>
            <Trans>Other secrets</Trans>
          </h2>
          <p>
            <Trans>None of them is a registration key. Anyone who has one can use it.</Trans>
          </p>
          <SecretsOfKind
            kind="secret"
            never={<Trans>The box for the registration key, a ticket, a mail or a chat.</Trans>}
          />
          <h2>
            <Trans>No secrets, and no registration keys</Trans>
          </h2>
          <p>
            <Trans>Nor does any of them belong in the box for the registration key.</Trans>
          </p>
          <SecretsOfKind kind="open" never={null} />
          <h2>
            <Trans>Files in which a key may be</Trans>
          </h2>
          <SecretsOfKind kind="file" never={null} />
        </div>
      </div>
    </Shell>
  )
}

type Kind = (typeof SECRET_FACTS)[keyof typeof SECRET_FACTS]['kind']

/** @param never what none of them must be pasted into. */
function SecretsOfKind({ kind, never }: { kind: Kind; never: ReactNode }) {
  const { i18n } = useLingui()
  return WRONG_SECRETS.filter((secret) => SECRET_FACTS[secret].kind === kind).map((secret) => {
    const facts = SECRET_FACTS[secret]
    return (
      <section key={secret}>
        <h3>{i18n._(facts.name)}</h3>
        <Facts
          looks={i18n._(facts.looks)}
          lives={i18n._(facts.lives)}
          never={facts.never === undefined ? never : i18n._(facts.never)}
          isFile={kind === 'file'}
        />
      </section>
    )
  })
}

type FactsProps = { looks: ReactNode; lives: ReactNode; never: ReactNode; isFile?: boolean }

function Facts({ looks, lives, never, isFile = false }: FactsProps) {
  return (
    <dl className="lk-facts">
      <dt>
        <Trans>Looks like</Trans>
      </dt>
      <dd>{looks}</dd>
      <dt>{isFile ? <Trans>What to do</Trans> : <Trans>Where it lives</Trans>}</dt>
      <dd>{lives}</dd>
      {never !== null && (
        <>
          <dt>
            <Trans>Never paste it into</Trans>
          </dt>
          <dd>{never}</dd>
        </>
      )}
    </dl>
  )
}
