import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { firstInstancesQuery } from '../shared/queries/instances.ts'
import { registrationPath, setupGuidePath } from '../shared/paths.ts'

/** The same, above a form that is longer than the screen: quiet, because one's own GLPI is what the guide is for. */
export function PracticeLink() {
  const { data: { instances } = { instances: [] } } = useQuery(firstInstancesQuery)
  const practice = instances.find(({ sandbox }) => sandbox)
  if (!practice) return null
  return (
    <Link href={registrationPath(practice.id)}>
      <Trans>Only want to try it?</Trans>
    </Link>
  )
}

/** What else one may begin with: practice, and the GLPIs that are there already. */
export function PracticeChoice() {
  const { data: { instances } = { instances: [] } } = useQuery(firstInstancesQuery)
  const practice = instances.find(({ sandbox }) => sandbox)
  const real = instances.filter(({ sandbox }) => !sandbox).slice(0, MOST_LINKS)
  return (
    <>
      {real.length > 0 && (
        <section className="lk-guide-part lk-card-body">
          <h2>
            <Trans>Or go on with a GLPI that is here already</Trans>
          </h2>
          <ul>
            {real.map(({ id, name }) => (
              <li key={id}>
                <Link href={setupGuidePath(id)}>{name}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {practice && (
        <section className="lk-practice lk-guide-practice">
          <span>
            <strong>
              <Trans>Only want to try it? Begin with Practice: nothing there is real.</Trans>
            </strong>{' '}
            <Trans>Do not paste a real key there.</Trans>
          </span>{' '}
          <Link className="btn" href={registrationPath(practice.id)}>
            <Trans>Practice first</Trans>
          </Link>
        </section>
      )}
    </>
  )
}

/** All of them are on the page of instances. */
const MOST_LINKS = 10
