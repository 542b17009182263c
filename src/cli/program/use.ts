import type { ExitCode } from '../exit.ts'
import type { World } from '../world.ts'

/** What the commands run with. Each loads its own code when it is asked for: most of a start is loading. */
export type Use = {
  world: World
  /** The folder with the built page, for `serve`. */
  appFolder: string
  end: (code: ExitCode) => void
}
