import * as z from 'zod/mini'
import { GlpiVersion, InstanceUid } from './asked-as.ts'
import { DiagnosisLine } from './diagnosis.ts'
import { Connection, ConnectionForm, ConnectionView } from './connection.ts'
import { GlpiSnapshot } from './glpi-snapshot.ts'
import { InstanceId } from './panel.ts'
import { ServicesUrl } from './services-url.ts'
import { ShownName } from './shown-name.ts'

/** The body of POST instances. Without an address, the one the gateway was started with. */
export const InstanceForm = z.strictObject({
  id: InstanceId,
  name: ShownName,
  servicesUrl: z.optional(ServicesUrl),
  /** Id and version sent to GLPI Network until a connection shows them. */
  uid: z.optional(z.nullable(InstanceUid)),
  glpiVersion: z.optional(z.nullable(GlpiVersion)),
  connection: z.optional(Connection),
})
export type InstanceForm = z.infer<typeof InstanceForm>

/** The body of PUT instances/{id}/settings. `connection` null takes the GLPI away. */
export const SettingsForm = z.strictObject({
  name: z.optional(ShownName),
  servicesUrl: z.optional(ServicesUrl),
  uid: z.optional(z.nullable(InstanceUid)),
  glpiVersion: z.optional(z.nullable(GlpiVersion)),
  connection: z.optional(z.nullable(ConnectionForm)),
})
export type SettingsForm = z.infer<typeof SettingsForm>

/** GET and PUT instances/{id}/settings answer with this; of secrets it tells only whether they are there. */
export const InstanceSettings = z.object({
  id: InstanceId,
  /** The `ETag`, and what `If-Match` of a change takes. */
  revision: z.string(),
  name: z.string(),
  servicesUrl: z.string(),
  /** As a person gave them; null where nobody did. */
  uid: z.nullable(z.string()),
  glpiVersion: z.nullable(z.string()),
  connection: z.nullable(ConnectionView),
  /** There is one, which the gateway cannot decrypt: it can be replaced or removed. */
  isConnectionUnreadable: z.optional(z.boolean()),
  /** The same for every instance. The session says it too, and the page reads it there. */
  consoleAllowed: z.boolean(),
})
export type InstanceSettings = z.infer<typeof InstanceSettings>

/** The body of POST connection-test, and of POST instances/{id}/settings/test, where secrets left out are the stored ones. */
export const ConnectionTestForm = z.strictObject({
  connection: ConnectionForm,
  servicesUrl: z.optional(ServicesUrl),
})

export type ConnectionTestForm = z.infer<typeof ConnectionTestForm>

/** Both answer with lines: those of a diagnosis, then `seen` as the last. A stream without it was cut off. */
export const SnapshotLine = z.object({ line: z.literal('seen'), seen: GlpiSnapshot })
export type SnapshotLine = z.infer<typeof SnapshotLine>

export const ConnectionTestLine = z.union([DiagnosisLine, SnapshotLine])
export type ConnectionTestLine = z.infer<typeof ConnectionTestLine>
