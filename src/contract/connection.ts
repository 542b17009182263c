import * as z from 'zod/mini'
import { METHOD_KINDS, type MethodKind } from '#domain/storage.ts'
import { VISIBLE } from './shown-name.ts'
import { connectionFields, SHA_256 } from './connection-fields.ts'

export const Sha256 = z.string().check(z.regex(SHA_256))

const Text = z.string().check(z.trim(), z.minLength(1), z.maxLength(500), z.regex(VISIBLE))
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
