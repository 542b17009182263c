import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { REPLACE_PLUGINS, STORAGES, WAY_KINDS, type WayKind } from '#domain/storage.ts'

/** How Latchkey gets into one GLPI, as the panel, the store and the fleet file say it. */

const Text = z.string().check(z.trim(), z.minLength(1), z.maxLength(500))
const Url = z.url({ protocol: /^https?$/ }).check(z.maxLength(2000))
/** A word of a command, handed on as it stands and never to a shell of ours. */
const Word = z.string().check(z.minLength(1), z.maxLength(500), z.regex(/^[^\0\r\n]*$/))
const Port = z.int().check(z.minimum(1), z.maximum(65_535))

/** The shapes that every spelling shares; `secret` is what a secret looks like there. */
export function connectionShape<Secret extends z.ZodMiniType>(secret: Secret) {
  return {
    /** GLPI's legacy API: a user token, or a login with its password (HTTP Basic). */
    rest: z.optional(
      z.strictObject({
        url: Url,
        userToken: z.optional(secret),
        login: z.optional(Text),
        password: z.optional(secret),
        appToken: z.optional(secret),
      }),
    ),
    /** GLPI 11's API v2.1: an OAuth client with the grant `password`. */
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
      }),
    ),
    /** By which way a key is written, and by which it is read back. Without: the first that can, and the strongest that is there. */
    write: z.optional(z.enum(WAY_KINDS)),
    prove: z.optional(z.enum(WAY_KINDS)),
  }
}

const SecretText = z.string().check(z.minLength(1), z.maxLength(4096))

/** A whole connection, secrets and all: in memory, sealed, or on its way from the panel. */
export const Connection = z.strictObject(connectionShape(SecretText))
export type Connection = z.infer<typeof Connection>

/**
 * A connection in place of a stored one: a secret that is left out stays as it is stored, as long as its address and its user stay too;
 * null takes it away.
 */
export const ConnectionForm = z.strictObject(connectionShape(z.nullable(SecretText)))
export type ConnectionForm = z.infer<typeof ConnectionForm>

/** What the panel is told: of each secret, whether there is one. */
export const ConnectionView = z.object(connectionShape(z.boolean()))
export type ConnectionView = z.infer<typeof ConnectionView>

const MEMBER = {
  rest: 'rest',
  'rest-v2': 'restV2',
  console: 'console',
  database: 'database',
} as const satisfies Record<WayKind, keyof Connection>

/** The ways that are configured, in the order in which a key is written by default. */
export const waysOf = (connection: Partial<Record<(typeof MEMBER)[WayKind], unknown>>): WayKind[] =>
  (['rest', 'console', 'database', 'rest-v2'] as const).filter((kind) => connection[MEMBER[kind]] !== undefined)

/** Every secret of a connection, to be looked for in what others said. */
export const secretsOf = ({ rest, restV2, database }: Connection): string[] =>
  [rest?.userToken, rest?.password, rest?.appToken, restV2?.clientSecret, restV2?.password, database?.password].filter(
    (secret) => secret !== undefined,
  )

const Cause = z.enum(CAUSE_CODES)

/** What was last seen of the GLPI behind an instance. null: it cannot be seen by the ways that are configured. */
export const GlpiSeen = z.object({
  ways: z.array(z.enum(WAY_KINDS)),
  /** When it was last looked at, by the gateway's clock; null before the first look. */
  seenAt: z.nullable(z.iso.datetime()),
  /** What stood in the way of the latest look, if anything did. */
  cause: z.nullable(Cause),
  version: z.nullable(z.string()),
  uid: z.nullable(z.string()),
  installMode: z.nullable(z.string()),
  rights: z.nullable(z.object({ read: z.boolean(), update: z.boolean() })),
  /** `host:port`; false where GLPI has none set. */
  proxy: z.nullable(z.union([z.string(), z.literal(false)])),
  /** Whether Latchkey's own checks go through that proxy: not through one that could not serve from here. */
  proxyUsed: z.prefault(z.boolean(), false),
  /** Whether GLPI Network answered GLPI's own machine, and what was in the way. */
  vendorReach: z.prefault(z.nullable(z.object({ reachable: z.boolean(), cause: z.nullable(Cause) })), null),
  replacePlugins: z.nullable(z.literal(REPLACE_PLUGINS)),
  directoryWritable: z.nullable(z.boolean()),
  cryptKey: z.nullable(z.enum(['sound', 'missing'])),
  /** GLPI's clock minus the gateway's. */
  clockOffsetSeconds: z.nullable(z.number()),
  storage: z.enum(STORAGES),
  storageCause: z.nullable(Cause),
  /** GLPI holds another key than Latchkey does. */
  holdsAnother: z.boolean(),
})
export type GlpiSeen = z.infer<typeof GlpiSeen>
