import type { Words } from '#domain/causes.ts'

/**
 * How Latchkey connects to one GLPI. Each field of each connection method is named here once; the panel, the store, the page's form
 * and the fleet file are made from this table. `SECRETS` below says what each secret is bound to, and `FIELD_ENTRIES` what a person
 * reads about each field; the compiler asks for every one.
 *
 * @param is what each kind of field is in the caller's spelling: a schema, or the kind's name.
 */
export function connectionFields<
  Url,
  Name,
  OptionalName,
  Text,
  OptionalText,
  OptionalNumber,
  Flag,
  CommandWords,
  Path,
  Document,
  Secret,
>(is: {
  url: Url
  /** A login or the like: it may be shown, even where a secret reads the same. */
  name: Name
  optionalName: OptionalName
  text: Text
  optionalText: OptionalText
  pattern: (pattern: RegExp) => Text
  optionalPattern: (pattern: RegExp) => OptionalText
  optionalNumber: (from: number, to: number) => OptionalNumber
  /** True or left out. */
  flag: Flag
  /** The words of a command, passed on as they are and never to a shell. */
  words: CommandWords
  /** A file on the machine that runs Latchkey. Optional. */
  path: Path
  /** A certificate as PEM: no secret. Optional. */
  document: Document
  /** Optional, because a stored one is never sent back. */
  secret: Secret
}) {
  return {
    /** GLPI's legacy API: a user token, or a login with its password (HTTP Basic). */
    rest: {
      url: is.url,
      userToken: is.secret,
      login: is.optionalName,
      password: is.secret,
      appToken: is.secret,
      /** The login that the web server in front of GLPI asks for (HTTP Basic); GLPI's own account then travels in the body. */
      webLogin: is.optionalName,
      webPassword: is.secret,
      /** A profile of the account, by its name or number, in place of its default one. */
      profile: is.optionalText,
    },
    /** GLPI 11's API v2: an OAuth client with the grant `password`. */
    restV2: {
      url: is.url,
      clientId: is.name,
      clientSecret: is.secret,
      login: is.name,
      password: is.secret,
    },
    console: {
      /** Comes before every command: nothing here, `ssh glpi@host`, `docker exec -i glpi`, `kubectl exec -i …`. */
      prefix: is.words,
      /** GLPI's own folder on that machine. */
      folder: is.pattern(/^\/[\w./@+-]*$/),
      php: is.optionalPattern(/^[\w./+-]+$/),
    },
    database: {
      host: is.text,
      port: is.optionalNumber(1, 65_535),
      user: is.name,
      password: is.secret,
      /** The database's name. */
      name: is.name,
      /** Path of a copy of GLPI's `config/glpicrypt.key`. */
      cryptKeyFile: is.path,
    },
    /** `database.tls`: with it, the connection to the database is encrypted, or there is none. */
    databaseTls: {
      /** Certificates of its issuer, if that is not a public one. */
      ca: is.document,
      /** The client's own certificate, and its key, for an account that has to show one. */
      cert: is.document,
      key: is.secret,
      /** Its issuer's certificate may be made out to any name. */
      anyName: is.flag,
    },
    /** What the certificate of GLPI's server is verified against, in addition to the issuers that are trusted anyway. */
    tls: {
      /** Its issuer. */
      ca: is.document,
      /** SHA-256 of the only certificate that is accepted, whoever issued it. */
      fingerprint: is.optionalPattern(SHA_256),
    },
  }
}

/** SHA-256 of a certificate, in hexadecimal, with colons or without. */
export const SHA_256 = /^([\da-fA-F]{2}:?){31}[\da-fA-F]{2}$/

/** A table of what each field holds, for code that goes through all of them. */
export const FIELD_KINDS = connectionFields({
  url: 'url',
  name: 'name',
  optionalName: 'name',
  text: 'text',
  optionalText: 'text',
  pattern: () => 'text' as const,
  optionalPattern: () => 'text' as const,
  optionalNumber: () => 'number' as const,
  flag: 'flag',
  words: 'words',
  path: 'text',
  document: 'document',
  secret: 'secret',
} as const)
export type FieldKind = 'url' | 'name' | 'text' | 'number' | 'flag' | 'words' | 'document' | 'secret'

type Kinds = typeof FIELD_KINDS
type SecretIn<Part extends keyof Kinds> = {
  [Field in keyof Kinds[Part]]: Kinds[Part][Field] extends 'secret' ? Field : never
}[keyof Kinds[Part]]

/**
 * `boundTo`: where the secret goes, and as whom. A stored one is never used after one of these has changed.
 * `onlyWith`, `onlyWithout`: the secret is of use only beside that field, or only without it.
 */
export type SecretRule<Field = string> = {
  boundTo: readonly Field[]
  onlyWith?: Field
  onlyWithout?: Field
  isRequired?: boolean
}
type SecretRules<Part extends keyof Kinds, Place extends keyof Kinds = Part> = Record<
  SecretIn<Part>,
  SecretRule<Exclude<keyof Kinds[Place], SecretIn<Place>>>
>

/** Every secret, and what it is bound to. */
export const SECRETS: { [Part in Exclude<keyof Kinds, 'databaseTls'>]: SecretRules<Part> } & {
  /** Bound to fields of `database`. */
  databaseTls: SecretRules<'databaseTls', 'database'>
} = {
  rest: {
    userToken: { boundTo: ['url', 'login'], onlyWithout: 'login', isRequired: true },
    password: { boundTo: ['url', 'login'], onlyWith: 'login', isRequired: true },
    appToken: { boundTo: ['url'] },
    webPassword: { boundTo: ['url', 'webLogin'], onlyWith: 'webLogin' },
  },
  restV2: {
    clientSecret: { boundTo: ['url', 'clientId'] },
    password: { boundTo: ['url', 'login'], isRequired: true },
  },
  console: {},
  database: { password: { boundTo: ['host', 'port', 'user'] } },
  databaseTls: { key: { boundTo: ['host', 'port', 'user'] } },
  tls: {},
}

/** What is said about a field. */
export type FieldEntry = {
  /** On the page. A name of GLPI's own is the same in every language. */
  label: Words | string
  hint: Words
  /** What is wrong with its shape, if there is more to say than of any other. */
  shape?: Words
  placeholder?: string
  inputMode?: 'url' | 'numeric'
  /** A secret of several lines. */
  isLong?: true
  /** What it means in a fleet file, where secrets and certificates stand by reference. */
  meaning: string
  /** Whether it says where the connection leads. With another value there, what was seen of GLPI is not known of this one. */
  isPlace?: boolean
}
type RequiredEntry<Kind> = Kind extends 'secret'
  ? Omit<FieldEntry, 'isPlace'>
  : Required<Pick<FieldEntry, 'isPlace'>> & FieldEntry

const ADDRESS = {
  label: /*i18n*/ { id: 'field.address', message: 'GLPI’s address' },
  hint: /*i18n*/ { id: 'field.address.hint', message: 'As in the browser; the address of its API works too.' },
  shape: /*i18n*/ { id: 'field.address.shape', message: 'Write a whole address, beginning with https:// or http://.' },
  placeholder: 'https://glpi.example.org',
  inputMode: 'url',
} as const
const LOGIN = {
  label: /*i18n*/ { id: 'field.login', message: 'Login' },
  hint: /*i18n*/ { id: 'field.login.hint', message: 'An account that may read and update GLPI’s setup.' },
}
const CERTIFICATES = /*i18n*/ {
  id: 'field.certificates.shape',
  message: 'Paste the whole text, from “-----BEGIN” to “-----END …-----”.',
}
const CERTIFICATE = '-----BEGIN CERTIFICATE-----'

/** Every field, in the order of the form's rows. */
export const FIELD_ENTRIES: {
  [Part in keyof Kinds]: { [Field in keyof Kinds[Part]]: RequiredEntry<Kinds[Part][Field]> }
} = {
  rest: {
    url: { ...ADDRESS, meaning: "GLPI's address, as https://glpi.example/apirest.php.", isPlace: true },
    userToken: {
      label: /*i18n*/ { id: 'field.rest.userToken', message: 'User token' },
      hint: /*i18n*/ {
        id: 'field.rest.userToken.hint',
        message: 'The “API token” in the account’s own settings in GLPI.',
      },
      meaning: 'Where the API token of a user is found, whose profile may update the setup.',
    },
    login: { ...LOGIN, meaning: 'A login, in place of a user token.', isPlace: false },
    password: {
      label: /*i18n*/ { id: 'field.rest.password', message: 'Password' },
      hint: /*i18n*/ {
        id: 'field.rest.password.hint',
        message: 'GLPI has to allow signing in with it: Setup > General > API.',
      },
      meaning: 'Where the password of that login is found.',
    },
    appToken: {
      label: 'App-Token',
      hint: /*i18n*/ { id: 'field.rest.appToken.hint', message: 'Only if GLPI’s API client has one.' },
      meaning: 'Where the App-Token is found, when the API client in GLPI has one.',
    },
    profile: {
      label: /*i18n*/ { id: 'field.rest.profile', message: 'Profile' },
      hint: /*i18n*/ {
        id: 'field.rest.profile.hint',
        message:
          'Only if the account’s default profile may not change the setup: the name of one that may, such as “Super-Admin”.',
      },
      meaning: 'A profile of the account, by name or number, in place of its default one.',
      isPlace: false,
    },
    webLogin: {
      label: /*i18n*/ { id: 'field.rest.webLogin', message: 'Web server’s login' },
      hint: /*i18n*/ {
        id: 'field.rest.webLogin.hint',
        message: 'Only if the web server asks for a login before GLPI does (HTTP Basic).',
      },
      meaning: 'The login that the web server in front of GLPI asks for (HTTP Basic).',
      isPlace: false,
    },
    webPassword: {
      label: /*i18n*/ { id: 'field.rest.webPassword', message: 'Web server’s password' },
      hint: /*i18n*/ {
        id: 'field.rest.webPassword.hint',
        message: 'For that login. GLPI’s own token is then sent in the request body.',
      },
      meaning: 'Where the password of that login is found.',
    },
  },
  restV2: {
    url: { ...ADDRESS, meaning: "GLPI's address, as https://glpi.example/api.php.", isPlace: true },
    clientId: {
      label: /*i18n*/ { id: 'field.restV2.clientId', message: 'Client ID' },
      hint: /*i18n*/ {
        id: 'field.restV2.clientId.hint',
        message: 'From an OAuth client with the grant “Password” and the scope “api”: Setup > OAuth clients.',
      },
      meaning: 'The id of the OAuth client.',
      isPlace: false,
    },
    clientSecret: {
      label: /*i18n*/ { id: 'field.restV2.clientSecret', message: 'Client secret' },
      hint: /*i18n*/ { id: 'field.restV2.clientSecret.hint', message: 'Beside the client ID in GLPI.' },
      meaning: 'Where the secret of the OAuth client is found.',
    },
    login: { ...LOGIN, meaning: 'The login of a user whose profile may update the setup.', isPlace: false },
    password: {
      label: /*i18n*/ { id: 'field.restV2.password', message: 'Password' },
      hint: /*i18n*/ { id: 'field.restV2.password.hint', message: 'Of that account.' },
      meaning: 'Where the password of that login is found.',
    },
  },
  console: {
    prefix: {
      label: /*i18n*/ { id: 'field.console.prefix', message: 'Command prefix' },
      hint: /*i18n*/ {
        id: 'field.console.prefix.hint',
        message:
          'The command that reaches GLPI’s machine: “ssh glpi@host”, “docker exec -i glpi”. Leave it empty when GLPI runs here. Latchkey does not pass it to a shell.',
      },
      shape: /*i18n*/ { id: 'field.console.prefix.shape', message: 'A quotation mark is not closed.' },
      placeholder: 'ssh glpi@glpi.example.org',
      meaning: 'The words before every command: none on this machine, [ssh, glpi@host], [docker, exec, -i, glpi].',
      isPlace: true,
    },
    folder: {
      label: /*i18n*/ { id: 'field.console.folder', message: 'GLPI’s folder' },
      hint: /*i18n*/ { id: 'field.console.folder.hint', message: 'On that machine; “bin/console” is in it.' },
      shape: /*i18n*/ {
        id: 'field.console.folder.shape',
        message: 'Write the whole path of a folder, beginning with “/”.',
      },
      placeholder: '/var/www/glpi',
      meaning: "GLPI's own folder on that machine, as /var/www/glpi.",
      isPlace: true,
    },
    php: {
      label: 'PHP',
      hint: /*i18n*/ { id: 'field.console.php.hint', message: '“php” when left empty.' },
      shape: /*i18n*/ { id: 'field.console.php.shape', message: 'Write a program’s name or path, without blanks.' },
      placeholder: 'php',
      meaning: 'The PHP to run there; default php.',
      isPlace: true,
    },
  },
  database: {
    host: {
      label: /*i18n*/ { id: 'field.database.host', message: 'Host' },
      hint: /*i18n*/ {
        id: 'field.database.host.hint',
        message:
          'As in GLPI’s config/config_db.php, with a port or a socket too: “db:3307”, “localhost:/run/mysqld/mysqld.sock”.',
      },
      placeholder: 'db.example.org',
      meaning:
        'Name or address of the MariaDB or MySQL server, also as config_db.php writes it: host:port, host:/socket, [::1]:3306.',
      isPlace: true,
    },
    port: {
      label: /*i18n*/ { id: 'field.database.port', message: 'Port' },
      hint: /*i18n*/ { id: 'field.database.port.hint', message: '3306 when left empty.' },
      shape: /*i18n*/ { id: 'field.database.port.shape', message: 'Write a number from 1 to 65535, or nothing.' },
      inputMode: 'numeric',
      meaning: 'Its port; default 3306.',
      isPlace: true,
    },
    user: {
      label: /*i18n*/ { id: 'field.database.user', message: 'User' },
      hint: /*i18n*/ {
        id: 'field.database.user.hint',
        message: 'An account that can read and write the table glpi_configs is enough.',
      },
      meaning: 'The account of the database.',
      isPlace: false,
    },
    password: {
      label: /*i18n*/ { id: 'field.database.password', message: 'Password' },
      hint: /*i18n*/ { id: 'field.database.password.hint', message: 'Of that user.' },
      meaning: 'Where the password of that account is found.',
    },
    name: {
      label: /*i18n*/ { id: 'field.database.name', message: 'Database' },
      hint: /*i18n*/ { id: 'field.database.name.hint', message: 'Its name.' },
      placeholder: 'glpi',
      meaning: 'The name of the database.',
      isPlace: true,
    },
    cryptKeyFile: {
      label: /*i18n*/ { id: 'field.database.cryptKeyFile', message: 'Encryption file' },
      hint: /*i18n*/ {
        id: 'field.database.cryptKeyFile.hint',
        message:
          'Path of a copy of GLPI’s config/glpicrypt.key on the machine that runs Latchkey. Without it, this method can neither write nor prove anything.',
      },
      placeholder: '/etc/latchkey/glpicrypt.key',
      meaning:
        "Path of a copy of GLPI's config/glpicrypt.key on this machine; relative paths start at this file's folder.",
      isPlace: true,
    },
  },
  databaseTls: {
    ca: {
      label: /*i18n*/ { id: 'field.databaseTls.ca', message: 'Issuer’s certificate' },
      hint: /*i18n*/ { id: 'field.databaseTls.ca.hint', message: 'In PEM. Empty for a public issuer.' },
      shape: CERTIFICATES,
      placeholder: CERTIFICATE,
      meaning: "Where the certificate of the server's own issuer is found, as PEM.",
      isPlace: false,
    },
    anyName: {
      label: /*i18n*/ { id: 'field.databaseTls.anyName', message: 'Name' },
      hint: /*i18n*/ {
        id: 'field.databaseTls.anyName.hint',
        message: 'Accept a certificate that was issued for another name',
      },
      meaning:
        "true takes a certificate of that issuer made out to any name, as MariaDB's own, made at its first start, is.",
      isPlace: false,
    },
    cert: {
      label: /*i18n*/ { id: 'field.databaseTls.cert', message: 'Client certificate' },
      hint: /*i18n*/ { id: 'field.databaseTls.cert.hint', message: 'Only if the account requires one.' },
      shape: CERTIFICATES,
      placeholder: CERTIFICATE,
      meaning: 'Where the client certificate is found, when the account has to show one.',
      isPlace: false,
    },
    key: {
      label: /*i18n*/ { id: 'field.databaseTls.key', message: 'Key of the client certificate' },
      hint: /*i18n*/ { id: 'field.databaseTls.key.hint', message: 'It is stored encrypted and never shown again.' },
      shape: CERTIFICATES,
      placeholder: '-----BEGIN PRIVATE KEY-----',
      isLong: true,
      meaning: 'Where the key of the client certificate is found.',
    },
  },
  tls: {
    ca: {
      label: /*i18n*/ { id: 'field.tls.ca', message: 'Issuer’s certificate' },
      hint: /*i18n*/ {
        id: 'field.tls.ca.hint',
        message:
          'The certificate of your own authority, as PEM: paste it or drop its file here. It is trusted for this GLPI only, in addition to the public ones.',
      },
      shape: /*i18n*/ {
        id: 'field.tls.ca.shape',
        message: 'Paste a certificate as PEM: it begins with BEGIN CERTIFICATE.',
      },
      placeholder: CERTIFICATE,
      meaning:
        "Path of its issuer's certificate on this machine, PEM or DER; relative paths start at this file's folder.",
      isPlace: false,
    },
    fingerprint: {
      label: /*i18n*/ { id: 'field.tls.fingerprint', message: 'Pinned certificate (SHA-256)' },
      hint: /*i18n*/ {
        id: 'field.tls.fingerprint.hint',
        message: 'No other certificate is then accepted. A test of the connection shows the one in use.',
      },
      shape: /*i18n*/ {
        id: 'field.tls.fingerprint.shape',
        message: 'Write a SHA-256: 64 hexadecimal digits, with colons or without.',
      },
      meaning: 'The SHA-256 of its certificate: no other is accepted then, even from a public issuer.',
      isPlace: false,
    },
  },
}
