import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGlpiFarm, type FarmOptions } from '#glpi/testing/farm.ts'

/** Stand-in GLPIs, and a fleet file in a folder of its own that names them all. */
export async function farmFleet(options: FarmOptions) {
  const farm = await startGlpiFarm(options)
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  const file = join(folder, 'fleet.yaml')
  const places = Array.from({ length: options.count }, (_, place) => place)
  const entries = places.map(
    (place) => `  - name: glpi-${place}\n    rest:\n      url: ${farm.urlOf(place)}\n      userToken: env:TOKEN\n`,
  )
  writeFileSync(file, `version: 1\nkey: env:KEY\ninstances:\n${entries.join('')}`)
  return {
    farm,
    folder,
    file,
    places,
    env: (key: string) => ({ KEY: key, TOKEN: farm.userToken }),
    async close() {
      await farm.close()
      rmSync(folder, { recursive: true })
    },
  }
}
export type FarmFleet = Awaited<ReturnType<typeof farmFleet>>
