import { i18n, type MessageDescriptor } from '@lingui/core'
import { CAUSE_CODES, type CauseCode } from '#domain/causes.ts'

type Words = {
  severity: 'info' | 'warning' | 'danger'
  title: MessageDescriptor
  meaning: MessageDescriptor
  next: MessageDescriptor
  glpi: MessageDescriptor | null
}
const stub = (message: string): MessageDescriptor => ({ id: message, message })
export const CAUSES = Object.fromEntries(
  CAUSE_CODES.map((code) => [
    code,
    { severity: 'warning', title: stub(code), meaning: stub(code), next: stub(code), glpi: null },
  ]),
) as unknown as Record<CauseCode, Words>
void i18n
