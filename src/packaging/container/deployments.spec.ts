import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { allRoutes } from '#contract/api.ts'
import { readSharedDatabase } from '#server/database-url.ts'
import { readKeySource } from '#server/key-source.ts'
import { readServerSettings, refuseUnencrypted } from '#server/settings.ts'
import { version } from '../../../package.json'
import { lastReleasedContracts } from '../contracts/release.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** As compose reads the file `.env` that its first lines ask for. */
const ENV: Record<string, string> = {
  LATCHKEY_NAME: 'latchkey.example.org',
  LATCHKEY_SECRET: '0'.repeat(64),
  POSTGRES_PASSWORD: 'a1b2',
}
const filled = (text: string): string =>
  text.replaceAll(/\$\{(\w+)(?::\?[^}]*)?\}/g, (_, name: string) => ENV[name] ?? expect.unreachable(name))

type Environment = Record<string, string>
type Service = {
  image: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  stop_grace_period?: string
  environment: Environment
  networks: Record<string, { ipv4_address?: string } | null>
  ports?: string[]
}
const compose = (name: string): Record<string, Service> =>
  JSON.parse(filled(JSON.stringify(parse(read(name), { merge: true })))).services

const gateways = (name: string): Service[] =>
  Object.entries(compose(name)).flatMap(([service, each]) => (service.startsWith('latchkey') ? [each] : []))

const kubernetes = parseAllDocuments(read('kubernetes.yaml')).map((document) => document.toJS())
const pod = kubernetes[0].spec.template.spec
const [container] = pod.containers
const ofPod: Environment = Object.fromEntries(
  container.env.map(
    ({ name, value, valueFrom }: { name: string; value?: string; valueFrom?: { secretKeyRef: { key: string } } }) => [
      name,
      value ??
        { secret: '0'.repeat(64), 'database-url': 'postgres://latchkey:pw@db.example/latchkey' }[
          valueFrom?.secretKeyRef.key ?? ''
        ],
    ],
  ),
)

/** With what the image sets itself. */
const OF_IMAGE = { LATCHKEY_HOST: '0.0.0.0', LATCHKEY_PORT: '8420', LATCHKEY_DATA: '/var/lib/latchkey/data' }

const SETUPS: [name: string, environment: Environment][] = [
  ...['compose.yaml', 'compose.postgres.yaml'].flatMap((name) =>
    gateways(name).map(({ environment }, at): [string, Environment] => [`${name}, gateway ${at + 1}`, environment]),
  ),
  ['kubernetes.yaml', ofPod],
]

test.each(SETUPS)(
  '%s starts with these settings, lets nobody in unencrypted, and names none that there is not',
  (_, environment) => {
    const env = { ...OF_IMAGE, ...environment }
    const settings = readServerSettings(env)
    expect(() => refuseUnencrypted(settings)).not.toThrow()
    expect(settings.trustedProxies).toHaveLength(1)
    expect(settings.publicUrl).toBe('https://latchkey.example.org')
    expect(settings.sandboxPort).toBeNull()
    expect(Object.keys(environment).filter((name) => !lastReleasedContracts().settings.includes(name))).toEqual([])
    // of several, all have the same database and the same key
    const isShared = environment['LATCHKEY_DATABASE_URL'] !== undefined
    expect(readSharedDatabase(env) !== null).toBe(isShared)
    expect(readKeySource(env, settings.dataFolder).from).toBe(isShared ? 'environment' : 'file')
  },
)

test.each(['compose.yaml', 'compose.postgres.yaml'])(
  '%s: only the proxy is reached from outside, and only it is believed',
  (name) => {
    const services = compose(name)
    const { proxy } = services
    expect(proxy?.environment['LATCHKEY_GATEWAYS']?.split(' ')).toEqual(
      gateways(name).map(({ networks }) => `${networks['front']?.ipv4_address}:8420`),
    )
    for (const { environment } of gateways(name))
      expect(environment['LATCHKEY_TRUSTED_PROXY']).toBe(proxy?.networks['front']?.ipv4_address)
    expect(Object.keys(services).filter((each) => services[each]?.ports)).toEqual(['proxy'])
  },
)

test.each(['compose.yaml', 'compose.postgres.yaml'])(
  '%s: gateways have a root that cannot be written and no rights, and time to stop',
  (name) => {
    for (const { image, read_only, cap_drop, security_opt, stop_grace_period } of gateways(name))
      expect({ image, read_only, cap_drop, security_opt, stop_grace_period }).toEqual({
        image: `latchkey:${version}`,
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        stop_grace_period: '30s',
      })
  },
)

test('kubernetes.yaml: the user of the image, no rights, and time to stop', () => {
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65_532, fsGroup: 65_532 })
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  expect(pod.automountServiceAccountToken).toBe(false)
  expect(pod.terminationGracePeriodSeconds).toBe(30)
  expect(container.image).toBe(`registry.example.org/latchkey:${version}`)
})

test('kubernetes.yaml: probes ask routes that need no sign-in, and a database that is away restarts nobody', () => {
  const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe]
  expect(probes.map(({ httpGet }) => httpGet.path)).toEqual(['/api/health', '/api/health', '/api/ready'])
  const open = new Set<string>(allRoutes.filter(({ role }) => role === null).map(({ path }) => path))
  expect(probes.filter(({ httpGet }) => !open.has(httpGet.path))).toEqual([])
})

test('kubernetes.yaml: the service, the budget and the policy are about the pods', () => {
  const labels = { 'app.kubernetes.io/name': 'latchkey' }
  const [deployment, service, budget, policy] = kubernetes
  expect(deployment.spec.template.metadata.labels).toEqual(labels)
  expect([deployment.spec.selector.matchLabels, service.spec.selector]).toEqual([labels, labels])
  expect([budget.spec.selector.matchLabels, policy.spec.podSelector.matchLabels]).toEqual([labels, labels])
})

test('the image says of itself what the files here count on', () => {
  const containerfile = read('Containerfile')
  for (const [name, value] of Object.entries(OF_IMAGE)) expect(containerfile).toContain(`${name}=${value}`)
})
