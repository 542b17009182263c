import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { FAULTS } from './conditions.ts'

/** Which GLPIs there are to be tried; `example.yaml` says what each line is. */

const Text = z.string().check(z.minLength(1))
const Prefix = z.array(Text)

const Account = z.strictObject({
  login: z.optional(Text),
  password: z.optional(Text),
  userToken: z.optional(Text),
  oauth: z.optional(z.strictObject({ clientId: Text, clientSecret: Text })),
  database: z.optional(z.strictObject({ user: Text, password: Text })),
  console: z.optional(Prefix),
})
export type Account = z.infer<typeof Account>

/** The whole run stands on this one: it signs in to the tab, and reads the row. */
const FullAccount = z.strictObject({
  ...Account.shape,
  login: Text,
  password: Text,
  userToken: Text,
  database: z.strictObject({ user: Text, password: Text }),
})

const Hook = z.strictObject({ break: Text, mend: Text })
export type Hook = z.infer<typeof Hook>

const RealGlpi = z.strictObject({
  name: Text,
  version: z.literal([10, 11]),
  address: z.url({ protocol: /^https?$/ }),
  folder: Text,
  php: Prefix,
  root: z.optional(Prefix),
  database: z.strictObject({ host: Text, port: z.int(), name: Text }),
  cryptKeyCopy: Text,
  foreignCryptKey: z.optional(Text),
  accounts: z.strictObject({
    full: FullAccount,
    reading: z.optional(Account),
    none: z.optional(Account),
  }),
  faults: z.partialRecord(z.enum(FAULTS), Hook),
})
export type RealGlpi = z.infer<typeof RealGlpi>

const Settings = z.strictObject({
  services: z.url({ protocol: /^https?$/ }),
  lock: z.optional(Text),
  glpis: z.array(RealGlpi).check(z.minLength(1)),
})
export type Settings = z.infer<typeof Settings>

/** @throws Error with every line of the file that is not as it should be. */
export function readSettings(path: string): Settings {
  const { data, error } = Settings.safeParse(parse(readFileSync(path, 'utf8')))
  if (error) throw new Error(`${path}:\n${z.prettifyError(error)}`)
  return data
}
