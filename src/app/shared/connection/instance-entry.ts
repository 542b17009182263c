import * as z from 'zod/mini'
import type { ConnectionView } from '#contract/connection.ts'
import { withScheme } from '#contract/glpi-address.ts'
import { InstanceForm } from '#contract/instance-settings.ts'
import { ConnectionFields } from './fields.ts'
import { judgeConnection } from './judge.ts'

export const InstanceFields = z.object({
  name: z.string(),
  id: z.string(),
  servicesUrl: z.string(),
  glpiVersion: z.string(),
  uid: z.string(),
  connection: ConnectionFields,
})
export type InstanceFields = z.infer<typeof InstanceFields>

const { id, name, servicesUrl, glpiVersion, uid } = InstanceForm.shape
const Own = z.object({ id, name, servicesUrl, glpiVersion, uid })

/** From the fields of an instance to what the gateway takes; an address left empty is none. */
export const instanceEntry = (stored: ConnectionView | null) =>
  z.pipe(
    InstanceFields,
    z.transform((fields, context) => {
      const { connection, issues } = judgeConnection(fields.connection, stored)
      for (const { path, reason } of issues) {
        context.issues.push({ code: 'custom', message: reason, path: ['connection', ...path], input: fields })
      }
      const own = Own.safeParse({
        ...fields,
        servicesUrl: withScheme(fields.servicesUrl) || undefined,
        glpiVersion: fields.glpiVersion.trim() || null,
        uid: fields.uid.trim() || null,
      })
      if (own.success) return { ...own.data, connection }
      for (const { path } of own.error.issues) {
        context.issues.push({ code: 'custom', message: 'shape', path: [...path], input: fields })
      }
      return z.NEVER
    }),
  )
export type InstanceEntry = z.infer<ReturnType<typeof instanceEntry>>
