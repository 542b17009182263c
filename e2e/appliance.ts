import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Authority } from './rig/authority.ts'

/** What a site puts between its servers and the internet to look into the encryption: it answers with a certificate of its own. */
export async function startAppliance(): Promise<{ url: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-appliance-'))
  const authority = new Authority(folder)
  authority.issue({
    name: 'root',
    subject: '/O=Mairie de Valbourg/CN=WebGuard CA',
    from: -400,
    to: 400,
    extensions: ['basicConstraints = critical, CA:TRUE'],
  })
  const identity = authority.issue({
    name: 'localhost',
    subject: '/CN=localhost',
    issuer: 'root',
    from: -30,
    to: 60,
    extensions: ['subjectAltName = DNS:localhost'],
  })
  const server = createServer(identity, (_, reply) => void reply.end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await rm(folder, { recursive: true })
  const address = server.address()
  return {
    url: `https://localhost:${typeof address === 'object' && address ? address.port : 0}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
