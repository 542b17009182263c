import { useLingui } from '@lingui/react'
import { Link } from 'wouter'
import { causePath } from '../shell/paths.ts'
import type { CauseCode } from '#domain/causes.ts'
import { CAUSES } from './catalogue.ts'

/** Loaded on demand: import these through `lazy.tsx`. */
export function CauseTitle({ code }: { code: CauseCode }) {
  const { i18n } = useLingui()
  return <Link href={causePath(code)}>{i18n._(CAUSES[code].title)}</Link>
}

export function CauseMeaning({ code }: { code: CauseCode }) {
  const { i18n } = useLingui()
  return <p>{i18n._(CAUSES[code].meaning)}</p>
}

export function CauseNextStep({ code }: { code: CauseCode }) {
  const { i18n } = useLingui()
  return <p>{i18n._(CAUSES[code].next)}</p>
}
