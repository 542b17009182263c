import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Facts, Step } from '#domain/diagnosis.ts'
import { VENDOR_VERDICTS } from '#domain/verdict.ts'
import { verdictWordsOf } from '../../verdict/state-words.ts'
import { day } from '../../../ui/format.ts'
import { formatBytes } from '../measures.ts'
import { pieces, type TranslateMessage } from './describe.ts'

export function describeHttp(facts: Facts): ReactNode[] {
  const { asked, status, location, server, via, 'content-type': type, 'retry-after': pause } = facts
  const { 'asked-as': name, 'instance-id': id } = facts
  return pieces(
    asked && <code translate="no">{asked}</code>,
    name && <Trans>as {name}</Trans>,
    id === 'none' && <Trans>without an instance id</Trans>,
    id === 'seen' && <Trans>with the instance id of GLPI</Trans>,
    id === 'given' && <Trans>with the instance id from the settings</Trans>,
    status && `HTTP ${status}`,
    type,
    location && (
      <Trans>
        redirects to <strong>{location}</strong>
      </Trans>
    ),
    pause &&
      (/^\d+$/.test(pause) ? <Trans>asks for a pause of {pause} s</Trans> : <Trans>asks to wait until {pause}</Trans>),
    server && <Trans>server: {server}</Trans>,
    via && <Trans>through {via}</Trans>,
  )
}

export function describeJson({ bytes: size, 'page-title': title, 'content-type': type }: Facts): ReactNode[] {
  return pieces(
    title && (
      <Trans>
        a web page: <strong>“{title}”</strong>
      </Trans>
    ),
    type,
    size && formatBytes(Number(size)),
  )
}

export function describeContract({ 'wrong-member': member, members }: Facts): ReactNode[] {
  return pieces(
    member && <Trans>“{member}” is missing, or not what was agreed</Trans>,
    members && !member && <Trans>holds {members}</Trans>,
  )
}

export function describeVerdict(
  { verdict, message, subscription, 'ends-at': endsAt }: Facts,
  say: TranslateMessage,
  cause: Step['cause'],
): ReactNode[] {
  const known = VENDOR_VERDICTS.find((name) => name === verdict)
  const word = known && verdictWordsOf(known, cause).word
  return pieces(
    word && <strong>{say(word)}</strong>,
    message && <q>{message}</q>,
    subscription,
    endsAt && <Trans>until {day(endsAt, 'short')}</Trans>,
  )
}

export function describeLarge({ plugins, bytes: size, status }: Facts): ReactNode[] {
  return pieces(
    status && status !== '200' && `HTTP ${status}`,
    plugins && <Plural value={Number(plugins)} one="# plugin" other="# plugins" />,
    size && formatBytes(Number(size)),
  )
}
