import * as z from 'zod/mini'
import { PHP_USER_SOURCES } from '#domain/diagnosis.ts'

/** What `probe.php` prints. It cuts its texts; what answers in its place may not send longer ones. */

const Text = z.string().check(z.maxLength(4096))
const Maybe = z.nullable(Text)

const Known = z.nullable(z.boolean())

/** A file or a folder, as PHP behind the web server finds it; null for unknown. `bytes`: of a file. */
const ProbedPath = z.object({
  there: Known,
  owner: Maybe,
  mode: Maybe,
  bytes: z.nullable(z.int()),
  readable: Known,
  writable: Known,
})
export type ProbedPath = z.infer<typeof ProbedPath>

/** The row of the key, judged where it stands. `opened`: null for a value that this GLPI's file does not open. */
const Stored = z.object({
  bytes: z.int(),
  mark: Text,
  clear: z.boolean(),
  /** Characters of what is sealed; null for a value that is not of that shape. */
  sealed: z.nullable(z.int()),
  opened: z.nullable(
    z.object({
      fingerprint: Text,
      length: z.int(),
      blank: z.boolean(),
      finding: z.enum(['key', 'damaged', 'unsendable', 'unfamiliar']),
    }),
  ),
})
export type ProbedStoredKey = z.infer<typeof Stored>

const Database = z.union([
  z.object({ error: Text }),
  z.object({
    error: z.null(),
    uid: Maybe,
    replacePlugins: Maybe,
    proxy: z.union([z.literal(false), z.object({ host: Text, port: z.int(), user: Text })]),
    exclusions: z.array(Text),
    /** true, or the server's error about a plan to write the key's row. */
    mayWrite: z.union([z.literal(true), Text]),
    stored: z.nullable(Stored),
    /** null: not asked, or not readable. */
    plugins: z.nullable(z.array(z.object({ directory: Text, version: Text, state: Text }))),
  }),
])

const Header = z.optional(Text)

/** What PHP's curl made of one question; milliseconds since it began, 0 for what it did not come to. */
const CurlReply = z.object({
  errno: z.int(),
  osErrno: z.int(),
  error: Text,
  status: z.int(),
  connectStatus: z.int(),
  address: Text,
  port: z.int(),
  verifyResult: z.int(),
  resolvedMs: z.number(),
  connectedMs: z.number(),
  encryptedMs: z.number(),
  firstByteMs: z.number(),
  ms: z.number(),
  certificate: z.nullable(z.object({ subject: Text, issuer: Text, from: Text, to: Text })),
  headers: z.object({
    'content-type': Header,
    server: Header,
    via: Header,
    date: Header,
    location: Header,
    'retry-after': Header,
    'proxy-authenticate': Header,
    'x-squid-error': Header,
    'proxy-status': Header,
  }),
  body: z.nullable(z.object({ bytes: z.int(), page: z.boolean(), title: Maybe })),
})
export type CurlReply = z.infer<typeof CurlReply>

const Vendor = z.object({
  url: Text,
  caBundle: Maybe,
  resolved: z.nullable(z.object({ host: Text, ipv4: z.array(Text), ipv6: z.array(Text) })),
  /** null: this PHP has no curl. */
  asked: z.nullable(CurlReply),
  /** Whether GLPI's proxy is used for GLPI Network. */
  proxied: z.boolean(),
  /** The proxy was asked without its password, which PHP behind the web server may be able to open. */
  withoutPassword: z.boolean(),
})
export type ProbedVendor = z.infer<typeof Vendor>

export const ProbeOutput = z.object({
  php: z.object({ version: Text, missing: z.array(Text), user: Maybe }),
  /** Whether GLPI's console would run as the user of the command. `closed`: the first folder it may not write in; false for none. */
  console: z.object({
    isRoot: z.boolean(),
    mayRefuseRoot: z.boolean(),
    closed: z.nullable(z.union([Text, z.literal(false)])),
  }),
  /** The user that PHP behind the web server runs as, and how this is known; null where unknown. */
  judgedFor: z.nullable(z.object({ user: Text, from: z.enum(PHP_USER_SOURCES) })),
  glpi: z.object({ version: Maybe, installMode: Text, marketplace: z.boolean() }),
  keyFile: z.object({ path: Text, opened: z.boolean(), seen: ProbedPath }),
  directory: z.object({ path: Text, seen: ProbedPath }),
  database: Database,
  /** null: not asked, as where the database does not say whether GLPI uses a proxy. */
  vendor: z.nullable(Vendor),
})
export type ProbeOutput = z.infer<typeof ProbeOutput>

const OUTPUT = /=latchkey=clock (\d{10,16}(?:\.\d+)?)\n[\s\S]*=latchkey=begin([\s\S]*)=latchkey=end/

/** @returns null for what is no answer of the probe's; `clock` in milliseconds, by the clock of that machine. */
export function readProbeOutput(stdout: string): { answer: ProbeOutput; clock: number } | null {
  const found = OUTPUT.exec(stdout)
  if (!found) return null
  try {
    const parsed = ProbeOutput.safeParse(JSON.parse(found[2] ?? ''))
    return parsed.success ? { answer: parsed.data, clock: Number(found[1]) } : null
  } catch {
    return null
  }
}
