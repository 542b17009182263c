import * as z from 'zod/mini'

/** What `probe.php` prints. Texts are cut where they are made; whoever answers in its place is not believed at any length. */

const Text = z.string().check(z.maxLength(4096))
const Maybe = z.nullable(Text)

/** A file or a folder as the user of the probe sees it. */
const PathSeen = z.nullable(z.object({ owner: Maybe, mode: Text, readable: z.boolean(), writable: z.boolean() }))
export type PathSeen = z.infer<typeof PathSeen>

/** The row of the key, judged where it stands. `opened`: null for a value that this GLPI's file does not open. */
const Stored = z.object({
  bytes: z.int(),
  mark: Text,
  clear: z.boolean(),
  sealed: z.boolean(),
  opened: z.nullable(
    z.object({
      fingerprint: Text,
      length: z.int(),
      blank: z.boolean(),
      finding: z.enum(['key', 'damaged', 'unsendable', 'unfamiliar']),
    }),
  ),
})
export type StoredThere = z.infer<typeof Stored>

const Database = z.union([
  z.object({ error: Text }),
  z.object({
    error: z.null(),
    uid: Maybe,
    replacePlugins: Maybe,
    proxy: z.union([z.literal(false), z.object({ host: Text, port: z.int(), user: Text })]),
    stored: z.nullable(Stored),
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
})
export type VendorSeen = z.infer<typeof Vendor>

export const Answer = z.object({
  php: z.object({ version: Text, missing: z.array(Text), user: Maybe }),
  glpi: z.object({ version: Maybe, installMode: Text, marketplace: z.boolean() }),
  keyFile: z.object({ path: Text, sound: z.boolean(), seen: PathSeen }),
  directory: z.object({ path: Text, seen: PathSeen }),
  database: Database,
  vendor: z.nullable(Vendor),
})
export type Answer = z.infer<typeof Answer>

const OUTPUT = /=latchkey=clock (\d{10,16}(?:\.\d+)?)\n[\s\S]*=latchkey=begin([\s\S]*)=latchkey=end/

/** @returns null for what is no answer of the probe's; `clock` in milliseconds, by the clock of that machine. */
export function readAnswer(stdout: string): { answer: Answer; clock: number } | null {
  const found = OUTPUT.exec(stdout)
  if (!found) return null
  try {
    const parsed = Answer.safeParse(JSON.parse(found[2] ?? ''))
    return parsed.success ? { answer: parsed.data, clock: Number(found[1]) } : null
  } catch {
    return null
  }
}
