import { Connection } from '#contract/connection.ts'
import { withScheme } from '#contract/glpi-address.ts'
import type { DiagnoseOptions } from '#glpi-network/diagnose.ts'
import { Complaint } from '../complaint.ts'
import type { World } from '../world.ts'

export type DoctorGlpiOptions = { glpi?: string; glpiCryptKey?: string; glpiFolder?: string; glpiCommand?: string }

type Look = NonNullable<DiagnoseOptions['after']>

/** The looks at a GLPI beside the way to GLPI Network: by its REST API, and from its own machine. */
export async function inspectForDoctor(
  world: World,
  services: string,
  options: DoctorGlpiOptions,
): Promise<Look | undefined> {
  const looks = [await restLook(world, options), await hostLook(world, services, options)].filter(
    (look) => look !== undefined,
  )
  if (looks.length === 0) return undefined
  return async (emit, signal) => {
    const seen: Awaited<ReturnType<Look>> = { steps: [], clocks: [] }
    for (const look of looks) {
      const { steps, clocks } = await look(emit, signal)
      seen.steps.push(...steps)
      seen.clocks.push(...clocks)
    }
    return seen
  }
}

/** Its tokens come from the environment: arguments are seen by everyone on the machine. */
async function restLook(world: World, { glpi: url, glpiCryptKey }: DoctorGlpiOptions): Promise<Look | undefined> {
  if (url === undefined) {
    if (glpiCryptKey === undefined) return undefined
    throw new Complaint('usage-invalid', '--glpi-crypt-key belongs to a GLPI: name it with --glpi.')
  }
  const address = withScheme(url)
  const [{ glpiBase }, { inspectGlpi }] = await Promise.all([import('#glpi/address.ts'), import('#glpi/inspect.ts')])
  if (glpiBase(address) === null || new URL(address).username !== '') {
    throw new Complaint('usage-invalid', '--glpi must be the http or https address of a GLPI, without login.')
  }
  const look = {
    url: address,
    userToken: world.env['LATCHKEY_GLPI_USER_TOKEN'] || null,
    appToken: world.env['LATCHKEY_GLPI_APP_TOKEN'] || null,
    cryptKeyFile: glpiCryptKey ?? null,
    now: () => world.now(),
  }
  return (emit, signal) => inspectGlpi(look, emit, signal)
}

async function hostLook(world: World, servicesUrl: string, options: DoctorGlpiOptions): Promise<Look | undefined> {
  const { glpiFolder: folder, glpiCommand = '' } = options
  if (folder === undefined) {
    if (glpiCommand === '') return undefined
    throw new Complaint('usage-invalid', '--glpi-command leads to a GLPI: say where it lies there with --glpi-folder.')
  }
  const prefix = glpiCommand.split(' ').filter(Boolean)
  const parsed = Connection.safeParse({ console: { prefix, folder } })
  if (!parsed.success) {
    throw new Complaint('usage-invalid', '--glpi-folder must be the whole path of GLPI’s folder, as /var/www/glpi.')
  }
  const { openGlpi } = await import('#glpi/open-glpi.ts')
  const glpi = openGlpi({ connection: parsed.data, servicesUrl, now: () => world.now() })
  return (emit, signal) => glpi.look(emit, signal).finally(() => glpi.close())
}
