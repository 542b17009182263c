import { isObject, jsonOf, type FakeReply } from './answer.ts'
import { is11, MODEL_KEY_NAME, saveKey, type Model } from './model.ts'

const NO_PERMISSION = "You don't have permission to perform this action."
const failed = (message: string | null): FakeReply => [400, ['ERROR_GLPI_UPDATE', message]]

/** PUT Config/{row}: "error" in any case, but for the one that destroys. 10.0.19 and 11.0.8 differ in what they make of some signs. */
export function putConfig(glpi: Model, id: number, body: string): FakeReply {
  const sent = jsonOf(body)
  if (sent === undefined) return [400, ['ERROR_JSON_PAYLOAD_INVALID', 'JSON payload seems not valid']]
  const input = isObject(sent) ? sent['input'] : undefined
  if (!isObject(input)) return [400, ['ERROR_BAD_ARRAY', 'input parameter must be an array of objects']]
  const row = glpi.rows.find((one) => one.id === id)
  if (row === undefined) return failed(null)
  if (((glpi.config ?? 0) & 2) === 0) return failed(NO_PERMISSION)
  if (typeof input['context'] === 'string' && typeof input['value'] === 'string') {
    row.value = input['value']
    return [200, [{ [id]: true, message: '' }]]
  }
  let message = ''
  for (const [name, value] of Object.entries(input)) {
    if (name === MODEL_KEY_NAME) message = saveKey(glpi, cleaned(glpi, String(value).trim())) || message
    else saveSetting(glpi, name, String(value))
  }
  return failed(message)
}

/** A setting of that name, whatever it is: `value` alone makes one called so, with the key in clear, and the history keeps it. */
export function saveSetting(glpi: Model, name: string, value: string): void {
  const known = glpi.rows.find((row) => row.context === 'core' && row.name === name)
  glpi.history.push(value)
  if (known) known.value = value
  else glpi.rows = [...glpi.rows, { id: 400 + glpi.rows.length, context: 'core', name, value }]
}

const cleaned = (glpi: Model, text: string): string => (is11(glpi) ? text : sanitized(text))

/** GLPI 10 cleans what comes by its legacy API as if it came from a form; a key has none of these signs. */
const sanitized = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`).replace(/['"\\]/g, (sign) => `\\${sign}`)

/** POST and DELETE of settings: nobody has that right. */
export const noPermission = (code: string): FakeReply => [400, [code, NO_PERMISSION]]
