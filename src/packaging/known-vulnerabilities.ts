import type { ShippedPackage } from './shipped-packages.ts'
import { runNpm } from './run-npm.ts'

type Advisory = { title: string; url: string; severity: string }
type Audited = { name: string; nodes: string[]; via: (string | Advisory)[] }

/** What is written down of a vulnerability, so that it may wait for the next update: it is not shipped for that. */
const MAY_WAIT = new Set(['info', 'low'])

/** What `npm audit --json` prints. */
export type NpmAudit = { vulnerabilities?: Record<string, Audited>; message?: string }

/**
 * What is known to be wrong with what is shipped. npm calls all that is bundled a development dependency, so that its own
 * `--omit=dev` would look at a few packages only.
 *
 * @returns a sentence for each vulnerability, and whether it is one that nothing is released with
 * @throws where the registry did not answer: this says nothing about vulnerabilities
 */
export function vulnerabilitiesIn(reply: NpmAudit, packages: readonly ShippedPackage[]) {
  if (!reply.vulnerabilities) throw new Error(`npm could not ask the registry: ${reply.message ?? 'no reply'}`)
  const shipped = new Set(packages.map(({ folder }) => folder))
  return Object.values(reply.vulnerabilities)
    .filter(({ nodes }) => nodes.some((node) => shipped.has(node)))
    .flatMap(({ name, via }) =>
      // the name of another package is no vulnerability of its own: that package has its own entry
      via.flatMap((advisory) =>
        typeof advisory === 'string'
          ? []
          : [
              {
                sentence: `${name}: ${advisory.title} (${advisory.severity}), ${advisory.url}`,
                stops: !MAY_WAIT.has(advisory.severity),
              },
            ],
      ),
    )
}

/** Asks the registry. */
export function readAudit(): NpmAudit {
  const { stdout } = runNpm(['audit', '--json'])
  try {
    return JSON.parse(stdout)
  } catch {
    return {}
  }
}
