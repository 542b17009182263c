import { useLingui } from '@lingui/react/macro'
import type { Recipient } from '#contract/notices.ts'
import { RUNGS } from '#domain/expiry.ts'
import { useAllInstances } from '../shared/queries/all-instances.ts'
import { locale } from '../ui/format.ts'
import { RUNG_NAMES } from './notice-words.ts'

/** Which warnings a recipient gets, and when, in a few lines. */
export function useWishLines(recipient: Recipient): string[] {
  const { t, i18n } = useLingui()
  const { data: known = [] } = useAllInstances(recipient.instances !== null)
  const { rungs, troubles, instances, delivery, digestAt, quiet, zone } = recipient
  const list = new Intl.ListFormat(locale(), { type: 'unit' })
  const warnings = [
    ...(rungs.length === RUNGS.length
      ? [t`every step before the end and after it`]
      : rungs.map((rung) => i18n._(RUNG_NAMES[rung]))),
    ...(troubles.includes('critical') ? [t`critical problems`] : []),
    ...(troubles.includes('warning') ? [t`other problems`] : []),
  ]
  const names = instances?.map((id) => known.find((one) => one.id === id)?.name ?? id) ?? []
  const shown = list.format(names.slice(0, 5))
  const more = names.length - 5
  return [
    list.format(warnings),
    instances === null ? t`all instances` : more > 0 ? t`${shown} and ${more} more instances` : shown,
    delivery === 'daily' ? t`once a day at ${digestAt}, ${zone}` : t`at once`,
    ...(quiet ? [t`quiet from ${quiet.from} to ${quiet.to}, ${zone}`] : []),
  ]
}
