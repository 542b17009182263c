import { isObject, jsonOf, type FakeReply, type FakeRequest } from './answer.ts'
import { dropKey, isSound, keyRowOf, saveKey, storeKey, type Model } from './model.ts'
import { denied, failure, notFound } from './v2-answers.ts'

/** `Setup/Config/core/{key}`: never shown, taken as it stands, dropped. */
export function keyAnswer(glpi: Model, { method, body }: FakeRequest): FakeReply {
  if (method === 'GET') return keyRowOf(glpi) ? denied() : notFound()
  if (((glpi.config ?? 0) & 2) === 0) return denied()
  if (method === 'PATCH') return patched(glpi, body)
  if (method !== 'DELETE') return [405, failure('ERROR_METHOD_NOT_ALLOWED', 'Method not allowed')]
  if (!keyRowOf(glpi)) return notFound()
  if (glpi.readOnly) return [500, undefined]
  dropKey(glpi)
  return [204, undefined]
}

/** Not trimmed. What is no text at all is NULL; an empty one leaves a NULL that is there. */
function patched(glpi: Model, body: string): FakeReply {
  const sent = jsonOf(body)
  const value: unknown = isObject(sent) ? sent['value'] : undefined
  if (typeof value !== 'string' && typeof value !== 'number') return nulled(glpi)
  if (value === '' && keyRowOf(glpi)?.value === null) return [204, undefined]
  // a file that cannot be used, a server that may only be read, a text too long: an error without a word
  if (!isSound(glpi.cryptFile) && value !== '') return [500, undefined]
  return saveKey(glpi, String(value)) === '' ? [204, undefined] : [500, undefined]
}

function nulled(glpi: Model): FakeReply {
  if (glpi.readOnly) return [500, undefined]
  storeKey(glpi, null)
  return [204, undefined]
}
