import { resolve } from 'node:path'
import { isLoopback } from '#contract/loopback.ts'
import { DEFAULT_WORDS, SETTING_MEANINGS, type SettingName } from '#contract/gateway-settings.ts'
import type { Words } from '#domain/causes.ts'
import type { Environment } from '#glpi-network/proxy-choice.ts'
import { readAddress, readIssuer, readServicesUrl, shownProxy } from './setting-parsers/addresses.ts'
import { readAuditDays, readSyslogTarget } from './setting-parsers/audit.ts'
import { readDatabaseAddress, readSecretText } from './setting-parsers/data.ts'
import {
  readBasePath,
  readHost,
  readNetworks,
  readPort,
  readPortOrOff,
  readSwitch,
  type Network,
} from './setting-parsers/listening.ts'
import { readRoles } from './setting-parsers/roles.ts'
import { SettingsError } from './settings-error.ts'

export { SettingsError } from './settings-error.ts'
export type { Environment } from '#glpi-network/proxy-choice.ts'
export type { Network } from './setting-parsers/listening.ts'

export type SettingKind =
  | 'address'
  | 'addresses'
  | 'days'
  | 'file'
  | 'folder'
  | 'key'
  | 'path'
  | 'port'
  | 'roles'
  | 'switch'
  | 'text'
  | 'url'

/** A setting of the gateway: the environment, the flags, the settings page, latchkey.env and the documents are made of these. */
export type Setting<Value = unknown> = {
  /** The variable of the environment. */
  name: SettingName
  kind: SettingKind
  meaning: Words
  /** What holds without it: a value as one would write it, what it is in words, or nothing. */
  byDefault: string | Words | null
  /** Of `latchkey serve`. null: what is secret is no argument, because everybody on a machine may read those. */
  flag: `--${string}` | null
  isSecret: boolean
  /** What may be shown of a secret. */
  shown: ((text: string) => string) | null
  /** Whether other programs read it too. curl and PHP write the names of these in small letters. */
  isHonoured: boolean
  /** @throws SettingsError naming the setting. */
  parse: (text: string, name: string) => Value
}

type Facts<Value, By> = Pick<Setting<Value>, 'kind' | 'parse'> & { byDefault: By } & Partial<Setting>

const setting = <Value, By extends Setting['byDefault']>(
  name: SettingName,
  facts: Facts<Value, By>,
): Setting<Value> & { byDefault: By } => ({
  flag: null,
  isSecret: false,
  shown: null,
  isHonoured: false,
  ...facts,
  name,
  meaning: SETTING_MEANINGS[name],
})

const asIs = (text: string): string => text
const asPath = (text: string): string => resolve(text)

/** A proxy may have a login. */
const PROXY = {
  kind: 'url',
  byDefault: null,
  isSecret: true,
  shown: shownProxy,
  isHonoured: true,
  parse: asIs,
} as const

/** Every setting there is. */
export const SETTINGS = {
  host: setting('LATCHKEY_HOST', { kind: 'address', flag: '--host', byDefault: '127.0.0.1', parse: readHost }),
  port: setting('LATCHKEY_PORT', { kind: 'port', flag: '--port', byDefault: '8420', parse: readPort }),
  publicUrl: setting('LATCHKEY_PUBLIC_URL', { kind: 'url', flag: '--public-url', byDefault: null, parse: readAddress }),
  basePath: setting('LATCHKEY_BASE_PATH', {
    kind: 'path',
    flag: '--base-path',
    byDefault: DEFAULT_WORDS.pathOfPublicUrl,
    parse: readBasePath,
  }),
  tlsCertificate: setting('LATCHKEY_TLS_CERT', { kind: 'file', flag: '--tls-cert', byDefault: null, parse: asPath }),
  tlsKey: setting('LATCHKEY_TLS_KEY', { kind: 'file', flag: '--tls-key', byDefault: null, parse: asPath }),
  trustedProxy: setting('LATCHKEY_TRUSTED_PROXY', {
    kind: 'addresses',
    flag: '--trusted-proxy',
    byDefault: DEFAULT_WORDS.thisMachine,
    parse: readNetworks,
  }),
  data: setting('LATCHKEY_DATA', { kind: 'folder', flag: '--data', byDefault: 'data', parse: asPath }),
  secretFile: setting('LATCHKEY_SECRET_FILE', {
    kind: 'file',
    flag: '--secret-file',
    byDefault: DEFAULT_WORDS.ownKeyFile,
    parse: asIs,
  }),
  secret: setting('LATCHKEY_SECRET', { kind: 'key', isSecret: true, byDefault: null, parse: readSecretText }),
  databaseUrl: setting('LATCHKEY_DATABASE_URL', {
    kind: 'url',
    isSecret: true,
    shown: (text) => readDatabaseAddress(text, 'LATCHKEY_DATABASE_URL').name,
    byDefault: DEFAULT_WORDS.sqlite,
    parse: readDatabaseAddress,
  }),
  databaseCa: setting('LATCHKEY_DATABASE_CA', {
    kind: 'file',
    flag: '--database-ca',
    byDefault: DEFAULT_WORDS.systemIssuers,
    parse: asPath,
  }),
  servicesUrl: setting('LATCHKEY_SERVICES_URL', {
    kind: 'url',
    flag: '--services',
    // GLPI's `GLPI_NETWORK_SERVICES` (src/Glpi/Application/SystemConfigurator.php)
    byDefault: 'https://services.glpi-network.com',
    parse: readServicesUrl,
  }),
  sandbox: setting('LATCHKEY_SANDBOX', {
    kind: 'port',
    flag: '--sandbox',
    byDefault: DEFAULT_WORDS.nextPort,
    parse: readPortOrOff,
  }),
  console: setting('LATCHKEY_CONSOLE', { kind: 'switch', flag: '--console', byDefault: 'off', parse: readSwitch }),
  auditDays: setting('LATCHKEY_AUDIT_DAYS', {
    kind: 'days',
    flag: '--audit-days',
    byDefault: DEFAULT_WORDS.forEver,
    parse: readAuditDays,
  }),
  auditSyslog: setting('LATCHKEY_AUDIT_SYSLOG', {
    kind: 'url',
    flag: '--audit-syslog',
    byDefault: null,
    parse: readSyslogTarget,
  }),
  oidcIssuer: setting('LATCHKEY_OIDC_ISSUER', {
    kind: 'url',
    flag: '--oidc-issuer',
    byDefault: null,
    parse: readIssuer,
  }),
  oidcClientId: setting('LATCHKEY_OIDC_CLIENT_ID', {
    kind: 'text',
    flag: '--oidc-client-id',
    byDefault: null,
    parse: asIs,
  }),
  oidcClientSecret: setting('LATCHKEY_OIDC_CLIENT_SECRET', {
    kind: 'text',
    isSecret: true,
    byDefault: null,
    parse: asIs,
  }),
  oidcName: setting('LATCHKEY_OIDC_NAME', {
    kind: 'text',
    flag: '--oidc-name',
    byDefault: DEFAULT_WORDS.issuersHost,
    parse: asIs,
  }),
  oidcRoleClaim: setting('LATCHKEY_OIDC_ROLE_CLAIM', {
    kind: 'text',
    flag: '--oidc-role-claim',
    byDefault: 'groups',
    parse: asIs,
  }),
  oidcRoles: setting('LATCHKEY_OIDC_ROLES', { kind: 'roles', flag: '--oidc-roles', byDefault: null, parse: readRoles }),
  httpsProxy: setting('HTTPS_PROXY', PROXY),
  httpProxy: setting('HTTP_PROXY', PROXY),
  allProxy: setting('ALL_PROXY', PROXY),
  noProxy: setting('NO_PROXY', { kind: 'addresses', isHonoured: true, byDefault: null, parse: asIs }),
  extraCa: setting('NODE_EXTRA_CA_CERTS', { kind: 'file', isHonoured: true, byDefault: null, parse: asIs }),
} as const satisfies Record<string, Setting>

/** @returns null where it is not set. @throws SettingsError */
export function readSetting<Value>({ name, parse }: Setting<Value>, env: Environment): Value | null {
  const text = env[name]
  return text ? parse(text, name) : null
}

/** The same with its default. @throws SettingsError */
export const readWithDefault = <Value>(one: Setting<Value> & { byDefault: string }, env: Environment): Value =>
  readSetting(one, env) ?? one.parse(one.byDefault, one.name)

export type ServerSettings = {
  host: string
  /** 0 lets the system choose. */
  port: number
  /** The address that people use, where it differs from the one that the server listens on. */
  publicUrl: string | null
  /** What a proxy in front puts before every path, such as `/latchkey`; empty without one. */
  basePath: string
  /** The proxies whose `X-Forwarded-*` headers are believed. */
  trustedProxies: readonly Network[]
  /** Files in PEM of our own certificate and its private key; null without TLS. They are read again when they change. */
  tls: { certificate: string; key: string } | null
  dataFolder: string
  /** GLPI Network's base address, for instances that name no other. */
  servicesUrl: string
  /** The stand-in's own port, or null when it is off. */
  sandboxPort: number | null
  /** Whether commands that were entered in the panel may be run, for the console of a GLPI. */
  consoleAllowed: boolean
}

/** @throws SettingsError naming the setting that cannot be used. */
export function readServerSettings(env: Environment): ServerSettings {
  const port = readWithDefault(SETTINGS.port, env)
  const publicUrl = readSetting(SETTINGS.publicUrl, env)
  return {
    host: readWithDefault(SETTINGS.host, env),
    port,
    publicUrl,
    basePath: readSetting(SETTINGS.basePath, env) ?? basePathOf(publicUrl),
    trustedProxies: readSetting(SETTINGS.trustedProxy, env) ?? [],
    tls: readTls(env),
    dataFolder: readWithDefault(SETTINGS.data, env),
    servicesUrl: readWithDefault(SETTINGS.servicesUrl, env),
    // `off` is null too, and has no default behind it
    sandboxPort: env[SETTINGS.sandbox.name] ? readSetting(SETTINGS.sandbox, env) : nextTo(port),
    consoleAllowed: readWithDefault(SETTINGS.console, env),
  }
}

const basePathOf = (publicUrl: string | null): string =>
  publicUrl === null ? '' : SETTINGS.basePath.parse(new URL(publicUrl).pathname, SETTINGS.basePath.name)

const nextTo = (port: number): number => (port === 0 || port === 65_535 ? 0 : port + 1)

function readTls(env: Environment): ServerSettings['tls'] {
  const certificate = readSetting(SETTINGS.tlsCertificate, env)
  const key = readSetting(SETTINGS.tlsKey, env)
  if (certificate === null && key === null) return null
  if (certificate !== null && key !== null) return { certificate, key }
  throw new SettingsError('LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are set together: one of them is missing.')
}

/**
 * @throws SettingsError where others could read what is sent to this address: it is not on this machine alone, and neither TLS nor a
 * proxy that has it is set.
 */
export function refuseUnencrypted({ host, tls, trustedProxies }: ServerSettings): void {
  if (tls !== null || trustedProxies.length > 0 || isLoopback(host)) return
  throw new SettingsError(
    'LATCHKEY_HOST lets other machines in, unencrypted: set LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY, or LATCHKEY_TRUSTED_PROXY to the address of the proxy in front that has HTTPS, or leave LATCHKEY_HOST at 127.0.0.1.',
  )
}
