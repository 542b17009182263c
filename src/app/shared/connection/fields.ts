import * as z from 'zod/mini'
import type { ConnectionView } from '#contract/connection.ts'
import { METHOD_KINDS, type MethodKind } from '#domain/storage.ts'
import { commandOfWords } from './command-words.ts'

/** What is in the form: texts as they are typed, and which methods are ticked. A secret is empty when it was not typed. */
export const ConnectionFields = z.object({
  methods: z.array(z.enum(METHOD_KINDS)),
  rest: z.object({
    url: z.string(),
    by: z.enum(['token', 'login']),
    userToken: z.string(),
    login: z.string(),
    password: z.string(),
    appToken: z.string(),
    webLogin: z.string(),
    webPassword: z.string(),
    profile: z.string(),
  }),
  restV2: z.object({
    url: z.string(),
    clientId: z.string(),
    clientSecret: z.string(),
    login: z.string(),
    password: z.string(),
  }),
  console: z.object({ prefix: z.string(), folder: z.string(), php: z.string() }),
  database: z.object({
    host: z.string(),
    port: z.string(),
    user: z.string(),
    password: z.string(),
    name: z.string(),
    cryptKeyFile: z.string(),
    tls: z.boolean(),
    ca: z.string(),
    anyName: z.boolean(),
    cert: z.string(),
    certKey: z.string(),
  }),
  /** What the certificate of GLPI's server is held against: PEM, and a SHA-256. */
  tls: z.object({ ca: z.string(), fingerprint: z.string() }),
  /** Stored secrets to be taken away, as `rest.appToken`. */
  forget: z.array(z.string()),
  write: z.enum(['', ...METHOD_KINDS]),
  prove: z.enum(['', ...METHOD_KINDS]),
})
export type ConnectionFields = z.infer<typeof ConnectionFields>

/** Each method, and its part of the form and of the connection. */
export const PART_OF = {
  rest: 'rest',
  'rest-v2': 'restV2',
  console: 'console',
  database: 'database',
} as const satisfies Record<MethodKind, keyof ConnectionView>

/** What is stored, as the form shows it; secrets stay where they are. */
export function fieldsOf(stored: ConnectionView | null): ConnectionFields {
  const { rest, restV2, console: shell, database, tls, write, prove } = stored ?? {}
  return {
    methods: METHOD_KINDS.filter((kind) => stored?.[PART_OF[kind]] !== undefined),
    rest: {
      url: rest?.url ?? '',
      by: rest?.login === undefined ? 'token' : 'login',
      userToken: '',
      login: rest?.login ?? '',
      password: '',
      appToken: '',
      webLogin: rest?.webLogin ?? '',
      webPassword: '',
      profile: rest?.profile ?? '',
    },
    restV2: {
      url: restV2?.url ?? '',
      clientId: restV2?.clientId ?? '',
      clientSecret: '',
      login: restV2?.login ?? '',
      password: '',
    },
    console: {
      prefix: commandOfWords(shell?.prefix ?? []),
      folder: shell?.folder ?? '/var/www/glpi',
      php: shell?.php ?? '',
    },
    database: {
      host: database?.host ?? '',
      port: database?.port === undefined ? '' : String(database.port),
      user: database?.user ?? '',
      password: '',
      name: database?.name ?? '',
      cryptKeyFile: database?.cryptKeyFile ?? '',
      tls: database?.tls !== undefined,
      ca: database?.tls?.ca ?? '',
      anyName: database?.tls?.anyName ?? false,
      cert: database?.tls?.cert ?? '',
      certKey: '',
    },
    tls: { ca: tls?.ca ?? '', fingerprint: tls?.fingerprint ?? '' },
    forget: [],
    write: write ?? '',
    prove: prove ?? '',
  }
}

/** A form with a connection in it. */
export type WithConnection = { connection: ConnectionFields }
