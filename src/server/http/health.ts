import { version } from '../../../package.json'
import type { Health } from '#contract/panel.ts'

export type HealthFacts = {
  dataFolder: string
  /** What runs the command line with the settings of this gateway, such as `sudo latchkey`; null in a checkout. */
  commandLine: string | null
  isBehindProxy: boolean
  now: () => number
}

/** What anybody may know of the gateway. @param isOwn whether the caller is on this machine. */
export const healthOf = ({ dataFolder, commandLine, isBehindProxy, now }: HealthFacts, isOwn: boolean): Health => ({
  status: 'ok',
  version,
  now: new Date(now()).toISOString(),
  // where the data is stored is nobody else's business
  ...(!isBehindProxy &&
    isOwn && {
      inviteCommand: `${commandLine ?? `LATCHKEY_DATA=${quoted(dataFolder)} npx latchkey`} invite`,
    }),
})

/** As one word of a shell. */
const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
