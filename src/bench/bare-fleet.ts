import { readFileSync } from 'node:fs'
import { Agent, request } from 'undici'

/** One question as it was heard of `fleet apply`, about the GLPI in the folder `/glpi/0/`. */
export type Heard = { method: string; path: string; headers: Record<string, string>; body: string }

/** Sends the same questions to each GLPI and reads the answers, which are JSON; nothing is made of them. */
export async function bareFleet(url: string, count: number, atOnce: number, recording: string): Promise<void> {
  const heard: Heard[] = JSON.parse(readFileSync(recording, 'utf8'))
  const dispatcher = new Agent()
  let next = 0
  async function worker(): Promise<void> {
    while (next < count) {
      const place = next++
      let session = ''
      for (const { method, path, headers, body } of heard) {
        const reply = await request(`${url}${path.replace('/glpi/0/', `/glpi/${place}/`)}`, {
          method: method === 'PUT' ? 'PUT' : 'GET',
          dispatcher,
          headers: headers['session-token'] ? { ...headers, 'session-token': session } : headers,
          ...(body && { body }),
        })
        const answer = await reply.body.json()
        if (path.includes('initSession')) session = Object(answer).session_token
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  await dispatcher.close()
}
