import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { PATH_STATE_WORDS, PHP_USER_WORDS } from '#contract/step-words.ts'
import { PATH_STATES, PHP_USER_SOURCES, type Facts } from '#domain/diagnosis.ts'
import { pieces, type TranslateMessage } from './describe.ts'

/** Whom the commands run as decides what they may read. */
export const describeMachine = ({ user, said }: Facts): ReactNode[] =>
  pieces(
    user && (
      <Trans>
        as the user <code translate="no">{user}</code>
      </Trans>
    ),
    said && <q>{said}</q>,
  )

export const describePhp = ({ 'php-version': version, 'missing-extensions': missing }: Facts): ReactNode[] =>
  pieces(
    version && `PHP ${version}`,
    missing && (
      <Trans>
        GLPI needs what is missing here: <strong>{missing}</strong>
      </Trans>
    ),
  )

export const describeSettings = ({ 'glpi-version': version, 'install-mode': mode, proxy }: Facts): ReactNode[] =>
  pieces(version && `GLPI ${version}`, mode, proxy && <Trans>through the proxy {proxy}</Trans>)

/** A file or a folder, and what PHP behind the web server may do with it; as whom it was seen, and how it is known who PHP is. */
export function describePath({ path, state, owner, mode, user, ...facts }: Facts, say: TranslateMessage): ReactNode[] {
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
        seen as <code translate="no">{user}</code>
      </Trans>
    ),
    describeJudgedFor(facts, say),
  )
}

export function describeJudgedFor(
  { 'judged-for': judgedFor, 'judged-by': judgedBy }: Facts,
  say: TranslateMessage,
): ReactNode {
  const source = PHP_USER_SOURCES.find((name) => name === judgedBy)
  if (!judgedFor || !source) return null
  return (
    <Trans>
      judged for <code>{judgedFor}</code> ({say(PHP_USER_WORDS[source])})
    </Trans>
  )
}
