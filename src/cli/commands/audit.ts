import { readServerSettings } from '#server/settings.ts'
import { withStoredAudit, type StoredAudit } from '#server/stored-audit.ts'
import { AUDIT_FAULT_WORDS, AUDIT_WORDS } from '../audit-words.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { World } from '../world.ts'

export type VerifyOptions = { checkpoint?: { number: number; hash: string }; json?: boolean }

const opened = (world: World, work: (audit: StoredAudit) => Promise<ExitCode>): Promise<ExitCode> =>
  withStoredAudit({ dataFolder: readServerSettings(world.env).dataFolder, env: world.env }, work)

/** `latchkey audit verify`: whether a row was changed, is missing or was added. */
export const verifyStoredAudit = (world: World, { checkpoint, json }: VerifyOptions): Promise<ExitCode> =>
  opened(world, async (audit) => {
    const { rows, head, fault } = await audit.verify(checkpoint ?? null)
    if (json) world.print(JSON.stringify({ verified: fault === null, rows, ...head, fault }))
    else if (fault) world.print(world.say(AUDIT_FAULT_WORDS[fault.fault], { number: String(fault.number) }))
    else {
      world.print(world.say(AUDIT_WORDS.verified, { rows, number: String(head.number) }))
      if (!checkpoint) world.printMessage(`latchkey: ${world.say(AUDIT_WORDS.noCheckpoint)}`)
    }
    if (fault === null) return EXIT.good
    return fault.fault === 'checkpoint-removed' ? EXIT.usage : EXIT.auditChanged
  })

/** `latchkey audit checkpoint`: the number and the hash of the latest row, to be kept elsewhere. */
export const printCheckpoint = (world: World, { json }: { json?: boolean }): Promise<ExitCode> =>
  opened(world, async (audit) => {
    const { number, hash } = await audit.checkpoint()
    world.print(json ? JSON.stringify({ number, hash }) : `${number}:${hash}`)
    return EXIT.good
  })

/** `latchkey audit export`: one JSON object a row. */
export const exportAudit = (world: World, { after }: { after: number }): Promise<ExitCode> =>
  opened(world, async (audit) => {
    for await (const rows of audit.rows(after)) for (const row of rows) world.print(JSON.stringify(row))
    return EXIT.good
  })
