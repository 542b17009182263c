import * as z from 'zod/mini'
import {
  CheckReply,
  CurrentSession,
  Health,
  Instance,
  Instances,
  KeyForm,
  Registration,
  RestoreForm,
  SandboxKeys,
  SaveForm,
  Session,
  SessionForm,
} from './panel.ts'
import { ConnectionTestForm, InstanceForm, InstanceSettings, SnapshotLine, SettingsForm } from './instance-settings.ts'
import { History } from './history.ts'
import { DiagnosisForm, DiagnosisLine, LatestDiagnosis } from './diagnosis.ts'
import { Problem } from './problem.ts'
import { Report } from './report.ts'

type Route = {
  method: 'get' | 'put' | 'post' | 'delete'
  path: string
  summary: string
  body?: z.ZodMiniType
  /** null: 204, No Content. */
  reply: z.ZodMiniType | null
  status?: number
  /** `application/json` where nothing else is said. */
  type?: string
  /** Changes a state that its reader may have seen otherwise: takes `If-Match`. */
  conditional?: boolean
}

const HERE = '/api/instances/{id}'

const ConnectionTestLine = z.union([DiagnosisLine, SnapshotLine])

/** Every route of the gateway, with the schemas that its replies are read with. */
const ROUTES: readonly Route[] = [
  { method: 'get', path: '/api/health', summary: 'Is the gateway up? Needs no sign-in', reply: Health },
  {
    method: 'post',
    path: '/api/session',
    summary: 'Spend a sign-in link',
    body: SessionForm,
    reply: Session,
    status: 201,
  },
  { method: 'get', path: '/api/session', summary: 'Who is signed in; null for nobody', reply: CurrentSession },
  { method: 'delete', path: '/api/session', summary: 'Sign out', reply: null },
  { method: 'get', path: '/api/instances', summary: 'All instances', reply: Instances },
  {
    method: 'post',
    path: '/api/instances',
    summary: 'Add an instance',
    body: InstanceForm,
    reply: Instance,
    status: 201,
  },
  { method: 'get', path: HERE, summary: 'One instance', reply: Instance },
  {
    method: 'delete',
    path: HERE,
    summary:
      'Remove an instance with its key, its former keys and its history; `If-Match` takes the tag of its settings',
    reply: null,
    conditional: true,
  },
  {
    method: 'get',
    path: `${HERE}/registration`,
    summary: 'What is known, without asking GLPI Network',
    reply: Registration,
  },
  {
    method: 'put',
    path: `${HERE}/registration`,
    summary: 'Save a key, and ask about it for a moment; a good one is replaced by none that is not accepted',
    body: SaveForm,
    reply: Registration,
    conditional: true,
  },
  {
    method: 'delete',
    path: `${HERE}/registration`,
    summary: 'Remove the key; it can be put back for seven days',
    reply: Registration,
    conditional: true,
  },
  {
    method: 'post',
    path: `${HERE}/registration/check`,
    summary: 'Ask about a key; nothing is stored',
    body: KeyForm,
    reply: CheckReply,
  },
  {
    method: 'post',
    path: `${HERE}/registration/restore`,
    summary: 'Put a key back that was replaced or removed within the last seven days',
    body: RestoreForm,
    reply: Registration,
    conditional: true,
  },
  {
    method: 'post',
    path: `${HERE}/registration/write`,
    summary: 'Write the saved key into GLPI again',
    reply: Registration,
    conditional: true,
  },

  {
    method: 'post',
    path: `${HERE}/registration/prove`,
    summary: 'Write the saved key into GLPI once more where it stands, and read it back',
    reply: Registration,
    conditional: true,
  },
  { method: 'post', path: `${HERE}/registration/refresh`, summary: 'Ask about the saved key now', reply: Registration },
  {
    method: 'get',
    path: `${HERE}/diagnosis`,
    summary: 'The latest diagnosis that came to its end; null before the first',
    reply: LatestDiagnosis,
  },
  {
    method: 'post',
    path: `${HERE}/diagnosis`,
    summary: 'Run a diagnosis, or follow the one that runs: one JSON object a line, as it goes',
    body: DiagnosisForm,
    reply: DiagnosisLine,
    type: 'application/x-ndjson',
  },
  {
    method: 'get',
    path: `${HERE}/report`,
    summary: 'The support report, as a file; with ?format=markdown the same for a person',
    reply: Report,
  },
  { method: 'get', path: `${HERE}/settings`, summary: 'Its name, its addresses and its GLPI', reply: InstanceSettings },
  {
    method: 'put',
    path: `${HERE}/settings`,
    summary: 'Change them; of secrets, those that are given',
    body: SettingsForm,
    reply: InstanceSettings,
    conditional: true,
  },
  {
    method: 'post',
    path: `${HERE}/settings/test`,
    summary: 'Try a connection to its GLPI, with the stored secrets where none are given; nothing is stored',
    body: ConnectionTestForm,
    reply: ConnectionTestLine,
    type: 'application/x-ndjson',
  },
  {
    method: 'post',
    path: '/api/connection-test',
    summary: 'Try a connection to a GLPI; nothing is stored',
    body: ConnectionTestForm,
    reply: ConnectionTestLine,
    type: 'application/x-ndjson',
  },
  { method: 'get', path: `${HERE}/history`, summary: 'Verdicts and changes, newest first', reply: History },
  { method: 'get', path: '/api/sandbox/keys', summary: "The sandbox's keys", reply: SandboxKeys },
]

const content = (type: string, schema: z.ZodMiniType, io: 'input' | 'output' = 'output') => ({
  content: { [type]: { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) } },
})

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'The `ETag` of what was read: if it is no longer so, nothing is done, and 412 says what has changed.',
}

function operation({ path, summary, body, reply, status = 200, type = 'application/json', conditional }: Route) {
  const parameters = [...(path.includes('{id}') ? [ID] : []), ...(conditional ? [IF_MATCH] : [])]
  return {
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, ...content('application/json', body, 'input') } }),
    responses: {
      ...(reply ? { [status]: { description: 'Done', ...content(type, reply) } } : { 204: { description: 'Done' } }),
      default: { description: 'Refused (RFC 9457)', ...content('application/problem+json', Problem) },
    },
  }
}

/** The gateway in OpenAPI 3.1, made from the schemas themselves. */
export function openApi(version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of ROUTES) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) }
  return { openapi: '3.1.0', info: { title: 'Latchkey', version }, paths }
}
