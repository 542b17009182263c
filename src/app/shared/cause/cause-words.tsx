import { useLingui } from '@lingui/react'
import { Link } from 'wouter'
import { causePath } from '../paths.ts'
import type { Peer } from '#domain/cause-words.ts'
import type { CauseCode } from '#domain/causes.ts'
import { causeOf } from './catalogue.ts'
import { StepOfCauseHere } from './step-of-cause.tsx'

export type CauseProps = {
  code: CauseCode
  /** Whom the question was for; GLPI Network where nothing is said. */
  peer?: Peer
  /** Chooses the next step, where a cause has several. */
  errorCode?: string | null | undefined
}

/** Loaded on demand: import these through `lazy.tsx`. */
export function CauseTitle({ code, peer, errorCode }: CauseProps) {
  const { i18n } = useLingui()
  return <Link href={causePath(code)}>{i18n._(causeOf(code, peer, errorCode).title)}</Link>
}

export function CauseMeaning({ code, peer, errorCode }: CauseProps) {
  const { i18n } = useLingui()
  const { meaning } = causeOf(code, peer, errorCode)
  return meaning && <p>{i18n._(meaning)}</p>
}

export function CauseNextStep({ code, peer, errorCode }: CauseProps) {
  const { i18n } = useLingui()
  const { next } = causeOf(code, peer, errorCode)
  return (
    <>
      <p>{i18n._(next)}</p>
      <StepOfCauseHere code={code} peer={peer} />
    </>
  )
}
