import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ADDRESSES } from './network.ts'
import { startOddResolver } from './odd-resolver.ts'
import { pathOf } from './parts.ts'
import { Program } from './program.ts'

/** dnsmasq as the only name server of this network, where resolv.conf points. */
export async function startResolver(folder: string): Promise<{ stop(): Promise<void> }> {
  const odd = await startOddResolver()
  const file = join(folder, 'dnsmasq.conf')
  writeFileSync(file, configuration(odd.port))
  const dnsmasq = await Program.start(
    pathOf('dnsmasq'),
    ['--keep-in-foreground', `--conf-file=${file}`],
    /started, version/,
  )
  return {
    async stop() {
      await dnsmasq.stop()
      odd.close()
    },
  }
}

const configuration = (oddPort: number): string =>
  [
    'listen-address=127.0.0.53',
    'bind-interfaces',
    'no-resolv',
    'no-hosts',
    'cache-size=0',
    // it runs in a namespace whose only user may be root
    'user=root',
    'group=root',
    'pid-file=',
    'log-facility=-',
    'address=/vendor.test/127.0.0.1',
    // for AAAA: no error and no address
    'local=/vendor.test/',
    // known to be nowhere: NXDOMAIN
    'local=/gone.test/',
    'local=/net.test/',
    // a name that has only text: no error and no address
    'txt-record=empty.net.test,nothing',
    ...Object.entries(ADDRESSES).map(([name, addresses]) => `host-record=${name}.net.test,${addresses.join(',')}`),
    `server=/odd.test/127.0.0.1#${oddPort}`,
    '',
  ].join('\n')
