import { useLingui } from '@lingui/react/macro'
import { Fragment, type ReactNode } from 'react'
import type { Stage, Step } from '#domain/diagnosis.ts'
import { errorWords } from '../error-words.ts'
import { reasonWords, LINK_STATUS_WORDS } from '../link-status-words.ts'
import { describeContract, describeHttp, describeJson, describeLarge, describeVerdict } from './reply.tsx'
import { describeGlpiReach, describeGlpiRight, describeGlpiSignIn } from './glpi.tsx'
import { describeMachine, describePath, describePhp, describeSettings } from './machine.tsx'
import { describeText } from './key-text.tsx'
import { pieces, shownFacts, type TranslateMessage, type DescribeStep } from './describe.ts'
import { describeTls } from './tls.tsx'
import { describeConnect, describeProxy, describeResolve } from './path.tsx'

const TELL: Record<Stage, DescribeStep> = {
  text: describeText,
  machine: describeMachine,
  php: describePhp,
  resolve: describeResolve,
  connect: describeConnect,
  proxy: describeProxy,
  tls: describeTls,
  http: describeHttp,
  json: describeJson,
  contract: describeContract,
  verdict: describeVerdict,
  large: describeLarge,
  'glpi-reach': describeGlpiReach,
  'glpi-sign-in': describeGlpiSignIn,
  'glpi-right': describeGlpiRight,
  'glpi-settings': describeSettings,
  'glpi-file': describePath,
  'glpi-stored': describeText,
  'glpi-copy': describePath,
  directory: describePath,
}

/** Whether a step saw more than that it failed. */
export const hasEvidence = (step: Step): boolean => told(step, ({ message = '' }) => message).length > 0

/** What a step saw, in the words of the page; its facts carry none. */
export function StepEvidence({ step }: { step: Step }) {
  const { i18n } = useLingui()
  const parts = told(step, (words) => i18n._(words))
  return <Parts of={parts.length > 0 ? parts : [i18n._(LINK_STATUS_WORDS[step.outcome].word)]} />
}

function told({ stage, outcome, cause, facts }: Step, say: TranslateMessage): ReactNode[] {
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
