import * as z from 'zod/mini'
import { METHOD_KINDS, type MethodKind } from '#domain/storage.ts'

/**
 * How Latchkey connects to one GLPI. Each field of each connection method is named here once; the panel, the store, the page's form
 * and the fleet file are made from this table. `SECRETS` below says what each secret is bound to, and the compiler asks for every one.
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
  Words,
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
  words: Words
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
const SHA_256 = /^([\da-fA-F]{2}:?){31}[\da-fA-F]{2}$/
export const Sha256 = z.string().check(z.regex(SHA_256))

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

/** What each field means in a fleet file, where secrets and certificates stand by reference. */
export const FIELD_MEANINGS: { [Part in keyof Kinds]: Record<keyof Kinds[Part], string> } = {
  rest: {
    url: "GLPI's address, as https://glpi.example/apirest.php.",
    userToken: 'Where the API token of a user is found, whose profile may update the setup.',
    login: 'A login, in place of a user token.',
    password: 'Where the password of that login is found.',
    appToken: 'Where the App-Token is found, when the API client in GLPI has one.',
    webLogin: 'The login that the web server in front of GLPI asks for (HTTP Basic).',
    webPassword: 'Where the password of that login is found.',
    profile: 'A profile of the account, by name or number, in place of its default one.',
  },
  restV2: {
    url: "GLPI's address, as https://glpi.example/api.php.",
    clientId: 'The id of the OAuth client.',
    clientSecret: 'Where the secret of the OAuth client is found.',
    login: 'The login of a user whose profile may update the setup.',
    password: 'Where the password of that login is found.',
  },
  console: {
    prefix: 'The words before every command: none on this machine, [ssh, glpi@host], [docker, exec, -i, glpi].',
    folder: "GLPI's own folder on that machine, as /var/www/glpi.",
    php: 'The PHP to run there; default php.',
  },
  database: {
    host: 'Name or address of the MariaDB or MySQL server, also as config_db.php writes it: host:port, host:/socket, [::1]:3306.',
    port: 'Its port; default 3306.',
    user: 'The account of the database.',
    password: 'Where the password of that account is found.',
    name: 'The name of the database.',
    cryptKeyFile:
      "Path of a copy of GLPI's config/glpicrypt.key on this machine; relative paths start at this file's folder.",
  },
  databaseTls: {
    ca: "Where the certificate of the server's own issuer is found, as PEM.",
    cert: 'Where the client certificate is found, when the account has to show one.',
    key: 'Where the key of the client certificate is found.',
    anyName:
      "true takes a certificate of that issuer made out to any name, as MariaDB's own, made at its first start, is.",
  },
  tls: {
    ca: "Path of its issuer's certificate on this machine, PEM or DER; relative paths start at this file's folder.",
    fingerprint: 'The SHA-256 of its certificate: no other is accepted then, even from a public issuer.',
  },
}

const Text = z.string().check(z.trim(), z.minLength(1), z.maxLength(500))
/** Of a file on the machine that runs Latchkey. */
export const LocalPath = Text
const Word = z.string().check(z.minLength(1), z.maxLength(500), z.regex(/^[^\0\r\n]*$/))

/** The shapes of every spelling; what a secret, a certificate or a path looks like differs. */
export function connectionShape<
  Secret extends z.ZodMiniType,
  Document extends z.ZodMiniType,
  Path extends z.ZodMiniType,
>(is: { secret: Secret; document: Document; path: Path }) {
  const {
    rest,
    restV2,
    console: shell,
    database,
    databaseTls,
    tls,
  } = connectionFields({
    url: z.url({ protocol: /^https?$/ }).check(z.maxLength(2000)),
    name: Text,
    optionalName: z.optional(Text),
    text: Text,
    optionalText: z.optional(Text),
    pattern: (pattern) => z.string().check(z.regex(pattern)),
    optionalPattern: (pattern) => z.optional(z.string().check(z.regex(pattern))),
    optionalNumber: (from, to) => z.optional(z.int().check(z.minimum(from), z.maximum(to))),
    flag: z.optional(z.boolean()),
    words: z.array(Word).check(z.maxLength(40)),
    path: z.optional(is.path),
    document: z.optional(is.document),
    secret: z.optional(is.secret),
  })
  return {
    rest: z.optional(z.strictObject(rest)),
    restV2: z.optional(z.strictObject(restV2)),
    console: z.optional(z.strictObject(shell)),
    database: z.optional(z.strictObject({ ...database, tls: z.optional(z.strictObject(databaseTls)) })),
    tls: z.optional(z.strictObject(tls)),
    /** By which method a key is written, and by which it is read back. Without: the first that can, and the strongest that is there. */
    write: z.optional(z.enum(METHOD_KINDS)),
    prove: z.optional(z.enum(METHOD_KINDS)),
  }
}

const Pem = z
  .string()
  .check(z.maxLength(65_536), z.regex(/-----BEGIN CERTIFICATE-----[A-Za-z\d+/=\s]+-----END CERTIFICATE-----/))
/** A private key is longer than any password. */
const SecretText = z.string().check(z.minLength(1), z.maxLength(16_384))

/** A whole connection, with its secrets: in memory, sealed, or sent by the panel. */
export const Connection = z.strictObject(connectionShape({ secret: SecretText, document: Pem, path: LocalPath }))
export type Connection = z.infer<typeof Connection>

/** A connection in place of a stored one. A secret that is left out stays as stored while `SECRETS` allows it; null removes it. */
export const ConnectionForm = z.strictObject(
  connectionShape({ secret: z.nullable(SecretText), document: Pem, path: LocalPath }),
)
export type ConnectionForm = z.infer<typeof ConnectionForm>

/** What the panel receives: of each secret, whether there is one. */
export const ConnectionView = z.object(connectionShape({ secret: z.boolean(), document: z.string(), path: LocalPath }))
export type ConnectionView = z.infer<typeof ConnectionView>

/** Each method's member of a connection. */
export const MEMBER_OF = {
  rest: 'rest',
  'rest-v2': 'restV2',
  console: 'console',
  database: 'database',
} as const satisfies Record<MethodKind, keyof Connection>

/** The methods that are configured, in the order in which a key is written by default. */
export const methodsOf = (connection: Partial<Record<(typeof MEMBER_OF)[MethodKind], unknown>>): MethodKind[] =>
  (['rest', 'console', 'database', 'rest-v2'] as const).filter((kind) => connection[MEMBER_OF[kind]] !== undefined)
