import type { AskedAs } from '#contract/asked-as.ts'
import { COMPLAINT_WORDS } from './complaint-words.ts'
import { Complaint } from './complaint.ts'

export type AskedAsOptions = { uuid?: string; glpiVersion?: string }

type Given = { uid: string | null; glpiVersion: string | null }

/** Who asks, as sent to GLPI Network. @throws Complaint for a value that cannot be sent in a header. */
export async function readAskedAs({ uuid, glpiVersion }: AskedAsOptions): Promise<Given> {
  if (uuid === undefined && glpiVersion === undefined) return { uid: null, glpiVersion: null }
  const { GlpiVersion, InstanceUid } = await import('#contract/asked-as.ts')
  const uid = InstanceUid.safeParse(uuid)
  const version = GlpiVersion.safeParse(glpiVersion)
  if (uuid !== undefined && !uid.success) throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.uuid))
  if (glpiVersion !== undefined && !version.success)
    throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.glpiVersion))
  return { uid: uid.data ?? null, glpiVersion: version.data ?? null }
}

export const askedAsOf = ({ uid, glpiVersion }: Given): AskedAs => ({
  version: glpiVersion,
  versionFrom: glpiVersion === null ? null : 'given',
  idFrom: uid === null ? null : 'given',
  proxy: null,
})
