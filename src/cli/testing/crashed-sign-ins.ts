import { verifyAudit } from '#server/store/audit-chain.ts'
import { openStore } from '#server/store/database.ts'
import { CrashingGateway, sampled, type Sample } from './storage-crashes.ts'
import { attach, callsOn, STORAGE_FAULTS } from './strace.ts'

/**
 * Lets one storage call after the other fail while a link is spent; then the same browser spends it again, as it does where no reply came.
 * @returns what is wrong then, which should be nothing, and how many calls failed.
 */
export async function crashedSignIns(main: string, sample: Sample) {
  const gateway = new CrashingGateway(main)
  const wrong: string[] = []
  let failed = 0
  let attempts = 0
  try {
    await gateway.begin()
    const spendNew = async (token: string) => {
      attempts += 1
      const attempt = String(attempts).padEnd(43, 'a')
      return { attempt, reply: await gateway.spend(token, attempt).catch(() => null) }
    }
    // what is loaded with the first request is loaded
    await spendNew(await gateway.invite())
    const token = await gateway.invite()
    const counted = await attach((await gateway.served()).pid, gateway.storedPaths, null)
    await spendNew(token)
    const calls = callsOn(gateway.data, await counted())
    const cases = STORAGE_FAULTS.flatMap((fault) => calls.map(({ call, when }) => ({ call, when, fault })))
    for (const injection of sampled(cases, sample)) {
      const link = await gateway.invite()
      const before = await gateway.sessions()
      const detach = await attach((await gateway.served()).pid, gateway.storedPaths, injection)
      const { attempt, reply } = await spendNew(link)
      const log = await detach({ isDead: reply === null })
      if (log.includes('(INJECTED)') || reply === null) failed += 1
      const note = (what: string) => wrong.push(`${JSON.stringify(injection)}: ${what}`)
      if (reply === null) await (await gateway.served()).stop('SIGKILL')
      if (reply === null && injection.fault !== 'signal=SIGKILL') note('was not answered')
      if (reply && ![201, 503, 507].includes(reply.status)) note(`was answered ${reply.status} ${reply.text}`)
      const opened = (await gateway.sessions()) - before
      if (opened !== 0 && opened !== 1) note(`opened ${opened} sessions`)
      if (reply?.status === 507 && opened !== 0) note('was refused, and has a session')
      if (reply?.status === 201 && !(await gateway.isSignedIn(reply.cookie))) note('was let in, and is not')
      const again = await gateway.spend(link, attempt)
      if (again.status !== 201 || !(await gateway.isSignedIn(again.cookie)))
        note(`again: ${again.status} ${again.text}`)
      if ((await gateway.sessions()) !== before + 1) note(`then has ${(await gateway.sessions()) - before} sessions`)
      for (const fault of await faultsOfAudit(gateway.data)) note(fault)
    }
  } finally {
    await gateway.end()
  }
  return { wrong, failed }
}

/** Each link that was spent has its row. */
async function faultsOfAudit(folder: string): Promise<string[]> {
  const store = openStore(folder)
  try {
    const { fault } = await verifyAudit(store)
    const spent = await store.selectFrom('sign_ins').select('id').where('burnt_at', 'is not', null).execute()
    const recorded = await store.selectFrom('audit').select('sign_in_id').where('action', '=', 'sign-in').execute()
    const numbers = new Set(recorded.map((row) => row.sign_in_id))
    return [
      ...(fault === null ? [] : [`the audit has ${fault.fault} ${fault.number}`]),
      ...(recorded.length === spent.length && spent.every(({ id }) => numbers.has(id))
        ? []
        : [`of ${spent.length} links that were spent, ${recorded.length} are recorded`]),
    ]
  } finally {
    await store.destroy()
  }
}
