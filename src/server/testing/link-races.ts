import fc from 'fast-check'
import type { TestGateway } from './gateway.ts'

/** Longer than wrong links are held against an address. */
const BETWEEN_ROUNDS_MS = 150_000

/** Who opens the link: a browser by the attempt it names, or a program that names none. */
const ATTEMPT = fc.constantFrom(null, 'a', 'a', 'b', 'c')
/** Each client begins so many turns of the queue of promises after the first: the requests meet at other places in every round. */
const CLIENT = fc.record({ attempt: ATTEMPT, late: fc.nat(60) })
const CLIENTS = fc.array(CLIENT, { minLength: 2, maxLength: 4 })

/**
 * Lets two to four clients open one link at the same time, round after round. Clients may be one browser that asks twice. They call the
 * gateway itself: over connections, the event loop would do one request after the other.
 * @returns what is wrong, which should be nothing, and how many sessions were opened.
 */
export async function raceForLinks(panel: TestGateway, rounds: number, seed: number) {
  const ask = async (method: 'GET' | 'POST', cookie: string, body?: object) => {
    const reply = await panel.app.fetch(
      new Request('http://127.0.0.1/api/session', {
        method,
        headers: { cookie, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    )
    const [set = ''] = reply.headers.getSetCookie()
    return { status: reply.status, cookie: set.split(';')[0] ?? '', text: await reply.text() }
  }
  const open = async (token: string, { attempt, late }: { attempt: string | null; late: number }) => {
    for (let turn = 0; turn < late; turn += 1) await Promise.resolve()
    return ask('POST', '', { token, ...(attempt && { attempt: attempt.repeat(43) }) })
  }
  const numbers = async () => new Set((await panel.gateway.sessions.all()).map(({ number }) => number))
  const wrong: string[] = []
  let opened = 0
  for (const [round, clients] of fc.sample(CLIENTS, { numRuns: rounds, seed }).entries()) {
    const note = (what: string) => wrong.push(`round ${round}, ${JSON.stringify(clients)}: ${what}`)
    panel.passed += BETWEEN_ROUNDS_MS
    const token = await panel.gateway.signIns.invite('viewer', 1)
    const before = await numbers()
    const replies = await Promise.all(clients.map((client) => open(token, client)))
    const made = [...(await numbers())].filter((number) => !before.has(number))
    opened += made.length
    if (made.length !== 1) note(`${made.length} sessions`)
    const letIn = clients.filter((_, client) => replies[client]?.status === 201).map(({ attempt }) => attempt)
    if (new Set(letIn).size !== 1 || (letIn[0] === null && letIn.length > 1)) note(`[${letIn.join()}] were let in`)
    const others = replies.map(({ status }) => status).filter((status) => status !== 201 && status !== 401)
    if (others.length > 0) note(`answered ${others.join()}`)
    const cookies = replies.flatMap(({ cookie }) => (cookie === '' ? [] : [cookie]))
    const seen = await Promise.all(cookies.map((cookie) => ask('GET', cookie)))
    // of a browser that asked twice, the latest reply counts
    const opening = seen.filter(({ text }) => text !== 'null').length
    if (opening !== 1) note(`${opening} cookies open something`)
  }
  return { wrong, opened }
}
