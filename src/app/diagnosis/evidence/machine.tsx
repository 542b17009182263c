import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { PATH_STATE_WORDS } from '#contract/step-words.ts'
import { PATH_STATES, type Facts } from '#domain/diagnosis.ts'
import { pieces, type Say } from './tell.ts'

/** Whom the commands run as decides what they may read. */
export const tellMachine = ({ user }: Facts): ReactNode[] =>
  pieces(
    user && (
      <Trans>
        as the user <code translate="no">{user}</code>
      </Trans>
    ),
  )

export const tellPhp = ({ 'php-version': version, 'missing-extensions': missing }: Facts): ReactNode[] =>
  pieces(
    version && `PHP ${version}`,
    missing && (
      <Trans>
        GLPI needs what is missing here: <strong>{missing}</strong>
      </Trans>
    ),
  )

export const tellSettings = ({ 'glpi-version': version, 'install-mode': mode, proxy }: Facts): ReactNode[] =>
  pieces(version && `GLPI ${version}`, mode, proxy && <Trans>through the proxy {proxy}</Trans>)

/** A file or a folder, and what the user of the commands may do with it. */
export function tellPath({ path, state, owner, mode, user }: Facts, say: Say): ReactNode[] {
  const known = PATH_STATES.find((name) => name === state)
  return pieces(
    path && <code translate="no">{path}</code>,
    known && <strong>{say(PATH_STATE_WORDS[known])}</strong>,
    owner && mode && (
      <Trans>
        belongs to <code translate="no">{owner}</code>, {mode}
      </Trans>
    ),
    user && (
      <Trans>
        looked at as the user <code translate="no">{user}</code>
      </Trans>
    ),
  )
}
