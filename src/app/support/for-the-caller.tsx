import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import type { CauseCode } from '#domain/causes.ts'
import type { Conclusion } from '#domain/diagnosis.ts'
import { causeOf } from '../shared/cause/catalogue.ts'
import { causePath } from '../shared/paths.ts'
import { Message } from '../ui/message.tsx'

type Props = { conclusion: Conclusion; isBrief?: boolean }

/** The causes, the one to act on first, each with what to say to the caller next. @param isBrief if the rest is shown below. */
export function ForTheCaller({ conclusion: { headline, others }, isBrief = false }: Props) {
  const causes = headline === null ? others : [headline, ...others]
  return (
    <>
      {headline === null && <Message tone="success" title={<Trans>No problem was found.</Trans>} />}
      {causes.map((code) => (
        <OneCause key={code} code={code} isFirst={code === headline} isBrief={isBrief} />
      ))}
    </>
  )
}

function OneCause({ code, isFirst, isBrief }: { code: CauseCode; isFirst: boolean; isBrief: boolean }) {
  const { i18n } = useLingui()
  const { severity, title, caller, meaning, next } = causeOf(code)
  return (
    <Message
      tone={isFirst ? severity : 'neutral'}
      title={
        <>
          <Link href={causePath(code)}>{i18n._(title)}</Link> <code translate="no">{code}</code>
        </>
      }
    >
      <p className="lk-say" data-first={isFirst}>
        <span className="text-secondary">
          <Trans>Say next:</Trans>
        </span>{' '}
        <q>{i18n._(caller)}</q>
      </p>
      {!isBrief && (
        <>
          <p>{i18n._(meaning)}</p>
          <p>{i18n._(next)}</p>
        </>
      )}
    </Message>
  )
}
