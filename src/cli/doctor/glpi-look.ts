import type { DiagnoseOptions } from '#vendor/diagnose.ts'
import { Complaint } from '../complaint.ts'
import type { World } from '../world.ts'

export type GlpiOptions = { glpi?: string; glpiCryptKey?: string }

/** The look at a GLPI beside the way to GLPI Network. Its tokens come from the environment: arguments are seen by everyone on the machine. */
export async function glpiLook(world: World, options: GlpiOptions): Promise<DiagnoseOptions['after']> {
  const { glpi: url, glpiCryptKey } = options
  if (url === undefined) {
    if (glpiCryptKey === undefined) return undefined
    throw new Complaint('usage-invalid', '--glpi-crypt-key belongs to a GLPI: name it with --glpi.')
  }
  const [{ glpiBase }, { lookAtGlpi }] = await Promise.all([import('#glpi/address.ts'), import('#glpi/look.ts')])
  if (glpiBase(url) === null || new URL(url).username !== '') {
    throw new Complaint('usage-invalid', '--glpi must be the http or https address of a GLPI, without login.')
  }
  const look = {
    url,
    userToken: world.env['LATCHKEY_GLPI_USER_TOKEN'] || null,
    appToken: world.env['LATCHKEY_GLPI_APP_TOKEN'] || null,
    cryptKeyFile: glpiCryptKey ?? null,
    now: () => world.now(),
  }
  return (emit, signal) => lookAtGlpi(look, emit, signal)
}
