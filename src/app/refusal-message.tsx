import { useLingui } from '@lingui/react'
import type { ReactNode } from 'react'
import type { ProblemCode } from '#contract/problem.ts'
import { CauseMeaning, CauseNext, CauseTitle } from './causes/lazy.tsx'
import { REQUEST_WORDS } from './request-words.ts'
import { Message } from './ui/message.tsx'

const isRequestCode = (code: string): code is keyof typeof REQUEST_WORDS => Object.hasOwn(REQUEST_WORDS, code)

/** Loaded on demand, through `failure-message.tsx`: what a refusal of the gateway means, by its code. */
export function RefusalMessage({ code, action }: { code: ProblemCode; action?: ReactNode }) {
  const { i18n } = useLingui()
  if (isRequestCode(code)) return <Message tone="danger" alert title={i18n._(REQUEST_WORDS[code])} action={action} />
  return (
    <Message tone="danger" alert title={<CauseTitle code={code} />} action={action}>
      <CauseMeaning code={code} />
      <CauseNext code={code} />
    </Message>
  )
}
