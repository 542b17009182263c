import * as z from 'zod/mini'

/** A setting as it holds in a gateway. */
export const SettingInForce = z.object({
  name: z.string(),
  /** null: nothing holds, or it is a secret. */
  value: z.nullable(z.string()),
  /** Where `value` is no value, what holds by default: the id of one of `DEFAULT_WORDS`. */
  byDefault: z.nullable(z.string()),
  isSecret: z.boolean(),
  from: z.enum(['flag', 'environment', 'file', 'default']),
  /** The flag, or the variable that was read, where another spelling of the name is. */
  as: z.nullable(z.string()),
})
export type SettingInForce = z.infer<typeof SettingInForce>

/** All of them, in the order in which they are listed. */
export const GatewaySettings = z.object({ settings: z.array(SettingInForce) })
export type GatewaySettings = z.infer<typeof GatewaySettings>
