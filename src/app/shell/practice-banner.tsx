import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'

/** On every page of the practice instance, which looks like a real one otherwise. */
export function PracticeBanner() {
  const { t } = useLingui()
  return (
    <section className="lk-practice" aria-label={t`Practice`}>
      <span>
        <strong>
          <Trans>Practice: nothing here is real.</Trans>
        </strong>{' '}
        <Trans>The answers come from a practice service that is part of Latchkey.</Trans>
      </span>{' '}
      <Link href="/instances/new">
        <Trans>Add your GLPI</Trans>
      </Link>
    </section>
  )
}
