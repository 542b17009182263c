import * as z from 'zod/mini'
import { FIELD_ENTRIES } from '#contract/connection-fields.ts'
import { MEMBER_OF } from '#contract/connection.ts'
import { entriesOf, PARTS } from '#contract/connection-secrets.ts'
import { FleetFile } from '#contract/fleet.ts'

/** Of each field of a connection, by its path in the file. */
function wordsOfFields(): Readonly<Record<string, string>> {
  const words = PARTS.flatMap(({ part, path }) =>
    Object.entries(entriesOf(part)).map(([name, { meaning }]) => [['instances', ...path, name].join('.'), meaning]),
  )
  return Object.fromEntries(words)
}

/** What each member means, by its path without the place in a list: an editor shows it while the file is written. */
const WORDS: Readonly<Record<string, string>> = {
  '': 'Many GLPIs for latchkey fleet plan, apply and status.',
  version: 'The version of this format: 1.',
  key: 'Where the registration key of all instances is found: env:NAME or file:PATH.',
  services: 'The address of GLPI Network for all instances; default https://services.glpi-network.com.',
  concurrency: 'How many instances are worked on at once; default 8.',
  instances: 'One entry for each GLPI.',
  'instances.name': 'A name of your own, as reports and --only use it; each only once.',
  'instances.key': 'Where the key of this instance is found, when it has one of its own.',
  'instances.services': 'The address of GLPI Network for this instance.',
  'instances.rest': "By GLPI's REST API (apirest.php): with userToken, or with login and password.",
  'instances.restV2': "By the API v2 of GLPI 11 and later, with an OAuth client of the grant 'password'.",
  'instances.console': "By GLPI's own console, php bin/console.",
  'instances.database': "By GLPI's database, with a copy of its encryption file.",
  'instances.tls': "What the certificate of GLPI's server is held against, beside the public issuers.",
  'instances.database.tls': 'Encrypts the connection: {} with public issuers, or with what is said here.',
  'instances.tls.caFile': FIELD_ENTRIES.tls.ca.meaning,
  ...wordsOfFields(),
  'instances.write': 'The connection method that writes the key; default: the first that can.',
  'instances.prove': 'The connection method that reads it back; default: the one that proves most.',
}

type Node = z.core.JSONSchema.JSONSchema
type Part = Node | boolean

/** Each part with its words. @throws for a member without words. */
function described(node: Node, path: string): Node {
  const words = WORDS[path]
  if (words === undefined) throw new Error(`${path} has no words in the schema of the fleet file`)
  return { description: words, ...node, ...inside(node, path) }
}

function inside({ properties, items }: Node, path: string): Partial<Node> {
  const below = (name: string) => (path === '' ? name : `${path}.${name}`)
  return {
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, part]) => [name, isNode(part) ? described(part, below(name)) : part]),
      ),
    }),
    ...(isNode(items) && items.properties && { items: entryOf(items, path) }),
  }
}

const isNode = (part: Part | Part[] | undefined): part is Node => typeof part === 'object' && !Array.isArray(part)

/** An entry of the list goes by the list's own path, `instances.name`. That it needs a connection method is a rule beside the shapes. */
const entryOf = (node: Node, path: string): Node => ({
  ...node,
  ...inside(node, path),
  allOf: [{ anyOf: Object.values(MEMBER_OF).map((method) => ({ required: [method] })) }],
})

/** The JSON Schema that editors complete a fleet file by, made from what reads it. */
export function fleetJsonSchema(): Node {
  const { $schema, '~standard': _, ...schema } = z.toJSONSchema(FleetFile, { target: 'draft-7', io: 'input' })
  return { ...($schema && { $schema }), title: 'Latchkey fleet', ...described(schema, '') }
}
