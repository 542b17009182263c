import { useLingui } from '@lingui/react'
import { Link } from 'wouter'
import { causePath } from '../shell/paths.ts'
import type { CauseCode } from '#domain/causes.ts'
import { causeOf } from './catalogue.ts'

/** Loaded on demand: import these through `lazy.tsx`. */
export function CauseTitle({ code }: { code: CauseCode }) {
  const { i18n } = useLingui()
  return <Link href={causePath(code)}>{i18n._(causeOf(code).title)}</Link>
}

export function CauseMeaning({ code }: { code: CauseCode }) {
  const { i18n } = useLingui()
  const { meaning } = causeOf(code)
  return meaning && <p>{i18n._(meaning)}</p>
}

export function CauseNextStep({ code }: { code: CauseCode }) {
  const { i18n } = useLingui()
  const { next } = causeOf(code)
  return next && <p>{i18n._(next)}</p>
}
