import { Trans } from '@lingui/react/macro'
import { Link, useLocation } from 'wouter'
import type { Peer } from '#domain/cause-words.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { stepOfCause } from '#domain/setup-steps.ts'
import { readPreference } from '../../preferences.ts'
import { setupGuidePath } from '../paths.ts'
import { PRACTICE } from '../practice.tsx'

type Props = { code: CauseCode; peer?: Peer | undefined }

/** Where in the guided setup of this instance the cause is put right. Practice has no portal and no GLPI, and a form not saved yet would be lost. */
export function StepOfCauseHere({ code, peer }: Props) {
  const [path] = useLocation()
  const instance = /^\/([^/]+)\/(?:setup-guide|setup\/general\/(?:glpi-network|diagnosis))$/.exec(path)?.[1]
  if (instance === undefined || instance === PRACTICE) return null
  return <StepLink href={setupGuidePath(instance, stepOfCause(code, peer))} />
}

/** The same on a page that is about no instance: of the one viewed last, if it is a real one. */
export function StepOfCause({ code, peer }: Props) {
  const last = readPreference('instance')
  return <StepLink href={setupGuidePath(last === PRACTICE ? null : last, stepOfCause(code, peer))} />
}

const StepLink = ({ href }: { href: string }) => (
  <p>
    <Link href={href}>
      <Trans>Go to this step of the setup</Trans>
    </Link>
  </p>
)
