import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { MethodKind } from '#domain/storage.ts'

/** The methods into a GLPI. */
export const METHOD_NAMES: Record<MethodKind, MessageDescriptor> = {
  rest: msg`Legacy REST API`,
  'rest-v2': msg`API v2`,
  console: msg`Console`,
  database: msg`Database`,
}
