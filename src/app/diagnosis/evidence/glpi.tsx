import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Facts } from '#domain/diagnosis.ts'
import { tellJudgedFor } from './machine.tsx'
import { pieces, type Say } from './tell.ts'

export const tellGlpiSignIn = ({ 'glpi-version': version, status }: Facts): ReactNode[] =>
  pieces(version && `GLPI ${version}`, status && status !== '200' && `HTTP ${status}`)

/** To save the key takes both. */
export function tellGlpiRight({ rights, user, said, ...facts }: Facts, say: Say): ReactNode[] {
  const may = rights?.split(', ') ?? []
  return pieces(
    rights === 'none' && <Trans>the account may neither see nor change the setup</Trans>,
    may.includes('read') && !may.includes('update') && <Trans>the account may see the setup, not change it</Trans>,
    may.includes('update') && <Trans>the account may change the setup</Trans>,
    user && (
      <Trans>
        as the user <code>{user}</code>
      </Trans>
    ),
    tellJudgedFor(facts, say),
    said && <q>{said}</q>,
  )
}
