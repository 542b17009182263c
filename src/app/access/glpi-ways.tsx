import { Trans } from '@lingui/react/macro'
import { IconLogin } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { settingsPath } from '../shared/paths.ts'
import { signInWaysQuery } from '../shared/queries/sign-in-ways.ts'

/** By which GLPIs people sign in: each is switched on in the settings of its instance. */
export function GlpiWays() {
  const { data: ways } = useQuery(signInWaysQuery)
  if (!ways) return null
  return (
    <section className="lk-card" aria-labelledby="glpi-ways">
      <header className="lk-card-head">
        <h2 id="glpi-ways">
          <IconLogin size={20} aria-hidden="true" /> <Trans>Sign-in by GLPI</Trans>
        </h2>
      </header>
      <p className="lk-card-body">
        {ways.glpis.length === 0 ? (
          <Trans>It is off. An instance’s settings let the people of its GLPI sign in with their own accounts.</Trans>
        ) : (
          <Trans>People of these GLPIs sign in with their own accounts:</Trans>
        )}
      </p>
      {ways.glpis.length > 0 && (
        <ul className="lk-access-list">
          {ways.glpis.map(({ id, name }) => (
            <li key={id}>
              <article>
                <Link href={settingsPath(id)} translate="no">
                  {name}
                </Link>
              </article>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
