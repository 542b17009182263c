import * as z from 'zod/mini'
import { METHOD_KINDS, type MethodKind } from '#domain/storage.ts'

/** How Latchkey gets into one GLPI, as the panel, the store and the fleet file say it. */

const Text = z.string().check(z.trim(), z.minLength(1), z.maxLength(500))
const Url = z.url({ protocol: /^https?$/ }).check(z.maxLength(2000))
/** A word of a command, handed on as it stands and never to a shell of ours. */
const Word = z.string().check(z.minLength(1), z.maxLength(500), z.regex(/^[^\0\r\n]*$/))
/** SHA-256 of a certificate, in hexadecimal, with colons or without. */
export const Sha256 = z.string().check(z.regex(/^([\da-fA-F]{2}:?){31}[\da-fA-F]{2}$/))
/** The certificate of an issuer as PEM: text, and no secret. */
const Pem = z
  .string()
  .check(z.maxLength(65_536), z.regex(/-----BEGIN CERTIFICATE-----[A-Za-z\d+/=\s]+-----END CERTIFICATE-----/))
const Port = z.int().check(z.minimum(1), z.maximum(65_535))

/** The shapes that every spelling shares; `secret` is what a secret looks like there, `document` a certificate, which is none. */
export function connectionShape<Secret extends z.ZodMiniType, Document extends z.ZodMiniType>(
  secret: Secret,
  document: Document,
) {
  return {
    /** GLPI's legacy API: a user token, or a login with its password (HTTP Basic). */
    rest: z.optional(
      z.strictObject({
        url: Url,
        userToken: z.optional(secret),
        login: z.optional(Text),
        password: z.optional(secret),
        appToken: z.optional(secret),
        /** The login that the web server in front of GLPI asks for (HTTP Basic); GLPI's own account then travels in the body. */
        webLogin: z.optional(Text),
        webPassword: z.optional(secret),
        /** A profile of the account, by its name or number, in place of its default one. */
        profile: z.optional(Text),
      }),
    ),
    /** GLPI 11's API v2: an OAuth client with the grant `password`. */
    restV2: z.optional(
      z.strictObject({
        url: Url,
        clientId: Text,
        clientSecret: z.optional(secret),
        login: Text,
        password: z.optional(secret),
      }),
    ),
    /** `prefix` comes before every command: none here, `ssh glpi@host`, `docker exec -i glpi`, `kubectl exec -i …`. */
    console: z.optional(
      z.strictObject({
        prefix: z.array(Word).check(z.maxLength(40)),
        /** GLPI's own folder on that machine. */
        folder: z.string().check(z.regex(/^\/[\w./@+-]*$/)),
        php: z.optional(z.string().check(z.regex(/^[\w./+-]+$/))),
      }),
    ),
    database: z.optional(
      z.strictObject({
        host: Text,
        port: z.optional(Port),
        user: Text,
        password: z.optional(secret),
        /** The database's name. */
        name: Text,
        /** Path of a copy of GLPI's `config/glpicrypt.key` on the machine that runs Latchkey. */
        cryptKeyFile: z.optional(Text),
        /** With it the connection is encrypted, or there is none. */
        tls: z.optional(
          z.strictObject({
            /** Certificates of its issuer, where that is not a public one. */
            ca: z.optional(document),
            /** The client's own certificate, and its key, for an account that has to show one. */
            cert: z.optional(document),
            key: z.optional(secret),
            /** Its issuer's certificate may be made out to any name. */
            anyName: z.optional(z.boolean()),
          }),
        ),
      }),
    ),
    /** What the certificate of this GLPI's server is held against, beside the issuers that are trusted anyway. */
    tls: z.optional(
      z.strictObject({
        /** Its issuer. */
        ca: z.optional(Pem),
        /** The very certificate, by its SHA-256: no other is taken then, whoever issued it. */
        fingerprint: z.optional(Sha256),
      }),
    ),
    /** By which way a key is written, and by which it is read back. Without: the first that can, and the strongest that is there. */
    write: z.optional(z.enum(METHOD_KINDS)),
    prove: z.optional(z.enum(METHOD_KINDS)),
  }
}

/** A private key is longer than any password. */
const SecretText = z.string().check(z.minLength(1), z.maxLength(16_384))
/** A whole connection, secrets and all: in memory, sealed, or on its way from the panel. */
export const Connection = z.strictObject(connectionShape(SecretText, Pem))
export type Connection = z.infer<typeof Connection>

/**
 * A connection in place of a stored one: a secret that is left out stays as it is stored, as long as its address and its user stay too;
 * null takes it away.
 */
export const ConnectionForm = z.strictObject(connectionShape(z.nullable(SecretText), Pem))
export type ConnectionForm = z.infer<typeof ConnectionForm>

/** What the panel is told: of each secret, whether there is one. */
export const ConnectionView = z.object(connectionShape(z.boolean(), z.string()))
export type ConnectionView = z.infer<typeof ConnectionView>

const MEMBER = {
  rest: 'rest',
  'rest-v2': 'restV2',
  console: 'console',
  database: 'database',
} as const satisfies Record<MethodKind, keyof Connection>

/** The ways that are configured, in the order in which a key is written by default. */
export const methodsOf = (connection: Partial<Record<(typeof MEMBER)[MethodKind], unknown>>): MethodKind[] =>
  (['rest', 'console', 'database', 'rest-v2'] as const).filter((kind) => connection[MEMBER[kind]] !== undefined)

/**
 * Every secret of a connection, to be looked for in what others said. One that is no other than a name which is shown anyway says
 * nothing more where it stands: "Access denied for user 'glpi'" is for everybody to read.
 */
export function secretsOf({ rest, restV2, database }: Connection): string[] {
  const shown = new Set([rest?.login, rest?.webLogin, restV2?.login, restV2?.clientId, database?.user, database?.name])
  return [
    rest?.userToken,
    rest?.password,
    rest?.appToken,
    rest?.webPassword,
    restV2?.clientSecret,
    restV2?.password,
    database?.password,
    database?.tls?.key,
  ]
    .filter((secret) => secret !== undefined)
    .filter((secret) => !shown.has(secret))
}
