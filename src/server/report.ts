import { randomBytes } from 'node:crypto'
import { platform, release } from 'node:os'
import { version } from '../../package.json'
import type { AskedAs } from '#contract/asked-as.ts'
import { makeReport, type ReportParts } from '#contract/report-maker.ts'
import type { Report } from '#contract/report.ts'
import { trustOf } from '#glpi-network/path/issuer-file.ts'
import { proxyFromEnvironment } from '#glpi-network/proxy-choice.ts'
import { networkPathOf, type NetworkPathOptions } from '#glpi-network/question.ts'

/** How this machine reaches GLPI Network. */
export type VendorAccess = Pick<NetworkPathOptions, 'servicesUrl' | 'glpiVersion' | 'proxy'> & {
  askedAs: AskedAs
  env: NonNullable<NetworkPathOptions['env']>
  sandbox: boolean
}

/** A report of what is known, with the versions and trusted certificates of this process. */
export function reportHere(
  access: VendorAccess,
  known: Pick<ReportParts, 'createdAt' | 'registration' | 'diagnosis' | 'history'>,
): Report {
  const { servicesUrl, env, sandbox, askedAs } = access
  const { base, proxyFrom } = networkPathOf(access)
  return makeReport({
    ...known,
    newId: randomBytes(8).toString('hex'),
    versions: {
      latchkey: version,
      node: process.versions.node,
      openssl: process.versions.openssl,
      system: `${platform()} ${release()}`,
      glpi: askedAs.version,
    },
    servicesUrl,
    sandbox,
    proxy: access.proxy === undefined ? proxyFromEnvironment(base, env) : access.proxy,
    proxyFrom,
    askedAs,
    trust: trustOf(),
  })
}
