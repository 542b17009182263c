import * as z from 'zod/mini'
import { FleetFile } from '#contract/fleet.ts'

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
  'instances.rest.url': "GLPI's address, as https://glpi.example/apirest.php.",
  'instances.rest.userToken': 'Where the API token of a user is found, whose profile may update the setup.',
  'instances.rest.login': 'A login, in place of a user token.',
  'instances.rest.password': 'Where the password of that login is found.',
  'instances.rest.appToken': 'Where the App-Token is found, when the API client in GLPI has one.',
  'instances.rest.webLogin': 'The login that the web server in front of GLPI asks for (HTTP Basic).',
  'instances.rest.webPassword': 'Where the password of that login is found.',
  'instances.rest.profile': 'A profile of the account, by name or number, in place of its default one.',
  'instances.restV2': "By the API v2 of GLPI 11 and later, with an OAuth client of the grant 'password'.",
  'instances.restV2.url': "GLPI's address, as https://glpi.example/api.php.",
  'instances.restV2.clientId': 'The id of the OAuth client.',
  'instances.restV2.clientSecret': 'Where the secret of the OAuth client is found.',
  'instances.restV2.login': 'The login of a user whose profile may update the setup.',
  'instances.restV2.password': 'Where the password of that login is found.',
  'instances.console': "By GLPI's own console, php bin/console.",
  'instances.console.prefix':
    'The words before every command: none on this machine, [ssh, glpi@host], [docker, exec, -i, glpi].',
  'instances.console.folder': "GLPI's own folder on that machine, as /var/www/glpi.",
  'instances.console.php': 'The PHP to run there; default php.',
  'instances.database': "By GLPI's database, with a copy of its encryption file.",
  'instances.database.host':
    'Name or address of the MariaDB or MySQL server, also as config_db.php writes it: host:port, host:/socket, [::1]:3306.',
  'instances.database.port': 'Its port; default 3306.',
  'instances.database.user': 'The account of the database.',
  'instances.database.password': 'Where the password of that account is found.',
  'instances.database.name': 'The name of the database.',
  'instances.database.cryptKeyFile':
    "Path of a copy of GLPI's config/glpicrypt.key on this machine; relative paths start at this file's folder.",
  'instances.tls': "What the certificate of GLPI's server is held against, beside the public issuers.",
  'instances.tls.caFile':
    "Path of its issuer's certificate on this machine, PEM or DER; relative paths start at this file's folder.",
  'instances.tls.fingerprint': 'The SHA-256 of its certificate: no other is accepted then, even from a public issuer.',
  'instances.database.tls': 'Encrypts the connection: {} with public issuers, or with what is said here.',
  'instances.database.tls.ca': "Where the certificate of the server's own issuer is found, as PEM.",
  'instances.database.tls.cert': 'Where the client certificate is found, when the account has to show one.',
  'instances.database.tls.key': 'Where the key of the client certificate is found.',
  'instances.database.tls.anyName':
    "true takes a certificate of that issuer made out to any name, as MariaDB's own, made at its first start, is.",
  'instances.write': 'The connection method that writes the key; default: the first that can.',
  'instances.prove': 'The connection method that reads it back; default: the one that proves most.',
}

type Node = z.core.JSONSchema.JSONSchema
type Part = Node | boolean

const METHODS = ['rest', 'restV2', 'console', 'database']

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
  allOf: [{ anyOf: METHODS.map((method) => ({ required: [method] })) }],
})

/** The JSON Schema that editors complete a fleet file by, made from what reads it. */
export function fleetJsonSchema(): Node {
  const { $schema, '~standard': _, ...schema } = z.toJSONSchema(FleetFile, { target: 'draft-7', io: 'input' })
  return { ...($schema && { $schema }), title: 'Latchkey fleet', ...described(schema, '') }
}
