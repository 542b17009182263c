import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Column } from './list-view.ts'

export const COLUMN_WORDS: Record<Column, MessageDescriptor> = {
  name: msg`Instance`,
  version: msg`GLPI`,
  state: msg`State`,
  left: msg`Left`,
  storage: msg`In GLPI`,
  checked: msg`Checked`,
}
