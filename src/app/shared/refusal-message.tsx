import { useLingui } from '@lingui/react'
import type { ReactNode } from 'react'
import type { Evidence } from '#contract/glpi-snapshot.ts'
import type { ProblemCode } from '#contract/problem.ts'
import { EvidenceList } from './cause/evidence-list.tsx'
import { LazyCauseMeaning, LazyCauseNextStep, LazyCauseTitle } from './cause/lazy.tsx'
import { REQUEST_WORDS } from './request-words.ts'
import { Message } from '../ui/message.tsx'

const isRequestCode = (code: string): code is keyof typeof REQUEST_WORDS => Object.hasOwn(REQUEST_WORDS, code)

type Props = { code: ProblemCode; evidence?: Evidence | undefined; action?: ReactNode }

/** Loaded on demand, through `failure-message.tsx`: what a refusal of the gateway means, by its code. */
export function RefusalMessage({ code, evidence, action }: Props) {
  const { i18n } = useLingui()
  if (isRequestCode(code)) return <Message tone="danger" alert title={i18n._(REQUEST_WORDS[code])} action={action} />
  const at = { peer: 'glpi', errorCode: evidence?.errorCode } as const
  return (
    // a cause refuses what was to be written into a GLPI
    <Message tone="danger" alert title={<LazyCauseTitle code={code} {...at} />} action={action}>
      <LazyCauseMeaning code={code} {...at} />
      <EvidenceList of={evidence} />
      <LazyCauseNextStep code={code} {...at} />
    </Message>
  )
}
