import { useLingui } from '@lingui/react/macro'
import { Fragment, type ReactNode } from 'react'
import type { Stage, Step } from '#domain/diagnosis.ts'
import { errorWords } from '../error-words.ts'
import { reasonWords, STANDING_WORDS } from '../standing-words.ts'
import { tellContract, tellHttp, tellJson, tellLarge, tellVerdict } from './answer.tsx'
import { tellGlpiReach, tellGlpiRight, tellGlpiSignIn } from './glpi.tsx'
import { tellMachine, tellPath, tellPhp, tellSettings } from './machine.tsx'
import { tellText } from './key-text.tsx'
import { pieces, shownFacts, type Say, type Tell } from './tell.ts'
import { tellTls } from './tls.tsx'
import { tellConnect, tellProxy, tellResolve } from './way.tsx'

const TELL: Record<Stage, Tell> = {
  text: tellText,
  machine: tellMachine,
  php: tellPhp,
  resolve: tellResolve,
  connect: tellConnect,
  proxy: tellProxy,
  tls: tellTls,
  http: tellHttp,
  json: tellJson,
  contract: tellContract,
  verdict: tellVerdict,
  large: tellLarge,
  'glpi-reach': tellGlpiReach,
  'glpi-sign-in': tellGlpiSignIn,
  'glpi-right': tellGlpiRight,
  'glpi-settings': tellSettings,
  'glpi-file': tellPath,
  'glpi-stored': tellText,
  'glpi-copy': tellPath,
  directory: tellPath,
}

/** Whether a step saw more than that it failed. */
export const hasEvidence = (step: Step): boolean => told(step, ({ message = '' }) => message).length > 0

/** What a step saw, in the words of the page; its facts carry none. */
export function Evidence({ step }: { step: Step }) {
  const { i18n } = useLingui()
  const parts = told(step, (words) => i18n._(words))
  return <Parts of={parts.length > 0 ? parts : [i18n._(STANDING_WORDS[step.outcome].word)]} />
}

function told({ stage, outcome, cause, facts }: Step, say: Say): ReactNode[] {
  const reason = reasonWords(facts.reason)
  const code = facts['error-code']
  const error = code === undefined ? undefined : errorWords(code)
  const seen = outcome === 'not-reached' ? [] : TELL[stage](shownFacts(facts, say), say, cause)
  return pieces(reason && say(reason), ...seen, error && say(error), code && <code translate="no">{code}</code>)
}

const Parts = ({ of }: { of: ReactNode[] }) =>
  of.map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- what a step saw does not move
    <Fragment key={index}>
      {index > 0 && ' · '}
      {part}
    </Fragment>
  ))
