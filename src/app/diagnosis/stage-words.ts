import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Stage } from '#domain/diagnosis.ts'

/** What each link of the chain is called. */
export const STAGE_WORDS: Record<Stage, MessageDescriptor> = {
  text: msg`Key text`,
  resolve: msg`Resolve the name`,
  connect: msg`Connect`,
  proxy: msg`Proxy`,
  tls: msg`Encrypt`,
  http: msg`Ask`,
  json: msg`Read the answer`,
  contract: msg`Form of the answer`,
  verdict: msg`Verdict on the key`,
  large: msg`Large answer`,
  'glpi-reach': msg`Reach GLPI`,
  'glpi-sign-in': msg`Sign in to GLPI`,
  'glpi-right': msg`Right in GLPI`,
  'glpi-stored': msg`Key in GLPI`,
}
