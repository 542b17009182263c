import { hasLogin, withScheme } from '#contract/glpi-address.ts'
import type { DiagnoseOptions } from '#glpi-network/diagnose.ts'
import { COMPLAINT_WORDS } from '../complaint-words.ts'
import { Complaint } from '../complaint.ts'
import type { World } from '../world.ts'

export type DoctorGlpiOptions = { glpi?: string; glpiCryptKey?: string; glpiFolder?: string; glpiCommand?: string }

type InspectAfter = NonNullable<DiagnoseOptions['after']>

/** Inspects a GLPI beside the network path to GLPI Network: by its REST API, and from its own machine. */
export async function inspectForDoctor(
  world: World,
  services: string,
  options: DoctorGlpiOptions,
): Promise<InspectAfter | undefined> {
  const inspections = [await restInspection(world, options), await hostInspection(world, services, options)].filter(
    (one) => one !== undefined,
  )
  if (inspections.length === 0) return undefined
  return async (emit, signal) => {
    const seen: Awaited<ReturnType<InspectAfter>> = { steps: [], clocks: [] }
    for (const inspect of inspections) {
      const { steps, clocks } = await inspect(emit, signal)
      seen.steps.push(...steps)
      seen.clocks.push(...clocks)
    }
    return seen
  }
}

/** Its tokens come from the environment: arguments are seen by everyone on the machine. */
async function restInspection(
  world: World,
  { glpi: url, glpiCryptKey }: DoctorGlpiOptions,
): Promise<InspectAfter | undefined> {
  if (url === undefined) {
    if (glpiCryptKey === undefined) return undefined
    throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.cryptKeyAlone))
  }
  const address = withScheme(url)
  const [{ glpiBase }, { inspectGlpi }] = await Promise.all([import('#glpi/address.ts'), import('#glpi/inspect.ts')])
  if (glpiBase(address) === null || hasLogin(new URL(address))) {
    throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.glpiAddress))
  }
  const options = {
    url: address,
    userToken: world.env['LATCHKEY_GLPI_USER_TOKEN'] || null,
    appToken: world.env['LATCHKEY_GLPI_APP_TOKEN'] || null,
    cryptKeyFile: glpiCryptKey ?? null,
    now: () => world.now(),
  }
  return (emit, signal) => inspectGlpi(options, emit, signal)
}

async function hostInspection(
  world: World,
  servicesUrl: string,
  options: DoctorGlpiOptions,
): Promise<InspectAfter | undefined> {
  const { glpiFolder: folder, glpiCommand = '' } = options
  if (folder === undefined) {
    if (glpiCommand === '') return undefined
    throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.commandAlone))
  }
  const prefix = glpiCommand.split(' ').filter(Boolean)
  const { Connection } = await import('#contract/connection.ts')
  const parsed = Connection.safeParse({ console: { prefix, folder } })
  if (!parsed.success) {
    throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.glpiFolder))
  }
  const { openGlpi } = await import('#glpi/open-glpi.ts')
  const glpi = openGlpi({ connection: parsed.data, servicesUrl, now: () => world.now() })
  return (emit, signal) => glpi.inspect(emit, signal).finally(() => glpi.close())
}
