import type { Words } from '#domain/causes.ts'

/** What each setting of the gateway means, in the order in which they are listed. Its parser and its default are in server/settings.ts. */
export const SETTING_MEANINGS = {
  LATCHKEY_HOST: /*i18n*/ { id: 'setting.host', message: 'The address to listen on.' },
  LATCHKEY_PORT: /*i18n*/ { id: 'setting.port', message: 'The port to listen on.' },
  LATCHKEY_PUBLIC_URL: /*i18n*/ {
    id: 'setting.public-url',
    message: 'The address that people open, with its path, where a proxy is in front.',
  },
  LATCHKEY_BASE_PATH: /*i18n*/ {
    id: 'setting.base-path',
    message: 'What comes before every path, such as /latchkey.',
  },
  LATCHKEY_TLS_CERT: /*i18n*/ {
    id: 'setting.tls-cert',
    message: 'The file with the certificate and its chain (PEM). A new one needs no restart.',
  },
  LATCHKEY_TLS_KEY: /*i18n*/ {
    id: 'setting.tls-key',
    message: 'The file with the private key of that certificate (PEM).',
  },
  LATCHKEY_TRUSTED_PROXY: /*i18n*/ {
    id: 'setting.trusted-proxy',
    message: 'Addresses or networks of the proxies in front whose X-Forwarded-* headers count.',
  },
  LATCHKEY_DATA: /*i18n*/ { id: 'setting.data', message: 'The folder with the database and its encryption key.' },
  LATCHKEY_SECRET_FILE: /*i18n*/ {
    id: 'setting.secret-file',
    message: 'The file with the encryption key of everything secret.',
  },
  LATCHKEY_SECRET: /*i18n*/ {
    id: 'setting.secret',
    message: 'That encryption key itself, in place of a file: 32 bytes in base64 or hexadecimal digits.',
  },
  LATCHKEY_DATABASE_URL: /*i18n*/ {
    id: 'setting.database-url',
    message: 'The PostgreSQL database of several gateways, as postgres://user:password@host:5432/name.',
  },
  LATCHKEY_DATABASE_CA: /*i18n*/ {
    id: 'setting.database-ca',
    message: 'The file with the issuer of that database’s certificate (PEM), where the issuer is your own.',
  },
  LATCHKEY_SERVICES_URL: /*i18n*/ {
    id: 'setting.services-url',
    message: 'The address of GLPI Network, for instances that name no other.',
  },
  LATCHKEY_SANDBOX: /*i18n*/ {
    id: 'setting.sandbox',
    message: 'The port of the sandbox, which answers in practice, or “off”.',
  },
  LATCHKEY_CONSOLE: /*i18n*/ {
    id: 'setting.console',
    message: 'With “on”, administrators may enter commands that run the console of a GLPI.',
  },
  LATCHKEY_AUDIT_DAYS: /*i18n*/ {
    id: 'setting.audit-days',
    message: 'For how many days a row of the audit stays, 30 at least.',
  },
  LATCHKEY_AUDIT_SYSLOG: /*i18n*/ {
    id: 'setting.audit-syslog',
    message: 'Where each row of the audit is sent as well, such as tls://syslog.example.org:6514.',
  },
  LATCHKEY_OIDC_ISSUER: /*i18n*/ {
    id: 'setting.oidc-issuer',
    message: 'The issuer of OpenID Connect that people sign in with.',
  },
  LATCHKEY_OIDC_CLIENT_ID: /*i18n*/ {
    id: 'setting.oidc-client-id',
    message: 'The id of Latchkey’s client at that issuer.',
  },
  LATCHKEY_OIDC_CLIENT_SECRET: /*i18n*/ {
    id: 'setting.oidc-client-secret',
    message: 'The secret of that client; a public client has none.',
  },
  LATCHKEY_OIDC_NAME: /*i18n*/ { id: 'setting.oidc-name', message: 'What the button for that sign-in calls it.' },
  LATCHKEY_OIDC_ROLE_CLAIM: /*i18n*/ {
    id: 'setting.oidc-role-claim',
    message: 'The claim that says who has which role.',
  },
  LATCHKEY_OIDC_ROLES: /*i18n*/ {
    id: 'setting.oidc-roles',
    message: 'Which value of that claim gives which role, such as admin=it-admins,operator=helpdesk,viewer=*.',
  },
  HTTPS_PROXY: /*i18n*/ {
    id: 'setting.https-proxy',
    message: 'The proxy to GLPI Network and to webhooks, as http://user:password@host:port.',
  },
  HTTP_PROXY: /*i18n*/ { id: 'setting.http-proxy', message: 'The proxy for addresses without TLS.' },
  ALL_PROXY: /*i18n*/ { id: 'setting.all-proxy', message: 'The proxy for whatever the other two leave out.' },
  NO_PROXY: /*i18n*/ { id: 'setting.no-proxy', message: 'Hosts that are reached through no proxy.' },
  NODE_EXTRA_CA_CERTS: /*i18n*/ {
    id: 'setting.extra-ca',
    message: 'The file with more issuers of certificates to trust (PEM), such as that of an inspecting proxy.',
  },
} as const satisfies Record<string, Words>

export type SettingName = keyof typeof SETTING_MEANINGS

/** What holds without a setting, where that is no value that one could write. */
export const DEFAULT_WORDS = {
  pathOfPublicUrl: /*i18n*/ { id: 'setting.default.base-path', message: 'the path of LATCHKEY_PUBLIC_URL' },
  thisMachine: /*i18n*/ { id: 'setting.default.trusted-proxy', message: 'this machine, with LATCHKEY_PUBLIC_URL' },
  ownKeyFile: /*i18n*/ { id: 'setting.default.secret-file', message: 'latchkey.key in the data folder' },
  sqlite: /*i18n*/ { id: 'setting.default.database', message: 'SQLite in the data folder' },
  systemIssuers: /*i18n*/ { id: 'setting.default.issuers', message: 'the issuers that Node trusts' },
  nextPort: /*i18n*/ { id: 'setting.default.sandbox', message: 'the port after LATCHKEY_PORT' },
  forEver: /*i18n*/ { id: 'setting.default.audit-days', message: 'for ever' },
  issuersHost: /*i18n*/ { id: 'setting.default.oidc-name', message: 'the host of the issuer' },
} as const satisfies Record<string, Words>
