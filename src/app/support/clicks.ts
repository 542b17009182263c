import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Click } from '#domain/cause-catalogue/desk/steps.ts'

/** What to press, one after the other: the tab first. The same sentences as on the caller's page, so they are translated once. */
export const CLICK_WORDS: Record<Click, MessageDescriptor[]> = {
  'run-diagnosis': [msg`Diagnosis`, msg`Run the diagnosis`],
  report: [msg`Diagnosis`, msg`Report for support`, msg`Download the report (JSON)`],
  'read-code': [msg`Support code`],
  'check-now': [msg`GLPI Network`, msg`Check now`],
  'save-key': [msg`GLPI Network`, msg`Check without saving`, msg`Save`],
  'replace-key': [msg`GLPI Network`, msg`Replace key`, msg`Save`],
  'write-again': [msg`GLPI Network`, msg`Write it again`],
  conditions: [msg`GLPI Network`, msg`Marketplace`],
  settings: [msg`Settings`],
  'test-connection': [msg`Settings`, msg`Test the connection`],
}
