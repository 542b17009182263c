import type { GivenSettings } from '#server/given-settings.ts'
import type { ExitCode } from '../exit.ts'
import type { World } from '../world.ts'

/** What the commands run with. Each loads its own code when it is asked for: most of a start is loading. */
export type Use = {
  world: World
  /** The folder with the built page, for `serve`. */
  appFolder: string
  end: (code: ExitCode) => void
  /** What the command line, `--env-file` and the environment say, once the command line is read. */
  given: GivenSettings
}
