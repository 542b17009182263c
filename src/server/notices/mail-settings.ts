import { X509Certificate } from 'node:crypto'
import type { MailForm, MailView } from '#contract/notices.ts'
import { isPasswordSafe } from '#contract/notices.ts'
import { isForbiddenAddress } from '#contract/forbidden-address.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { MailServer } from '#notices/mail.ts'
import { recordAudit } from '../store/audit.ts'
import type { Store } from '../store/database.ts'
import { storeFacts } from '../store/facts.ts'
import { assertExpectedNotices, noticesRevision, type Expected } from '../revision.ts'
import { MAIL_PLACE } from '../sealed-places.ts'
import type { Vault } from '../vault.ts'

/** The one mail server that messages go to, sealed as a whole. */
export function createMailSettings(store: Store, vault: Vault, now: () => number) {
  const facts = storeFacts(store)

  /** null: none is set up. @throws ProblemError `secret-unreadable` */
  async function read(): Promise<MailServer | null> {
    const sealed = await facts.find('mail')
    // `save` below seals nothing else
    return sealed === null ? null : JSON.parse(vault.open(sealed, MAIL_PLACE))
  }

  async function isUnreadable(): Promise<boolean> {
    const sealed = await facts.find('mail')
    return sealed !== null && !vault.opens(sealed, MAIL_PLACE)
  }

  /** The same, for what goes on without it. */
  const readable = async (): Promise<MailServer | null> => ((await isUnreadable()) ? null : read())

  /**
   * What was typed, with the stored password where none was. A stored password goes to no other server or account than it was given for.
   * @throws ProblemError
   */
  async function complete({ password, ...typed }: MailForm): Promise<MailServer> {
    if (isForbiddenAddress(typed.host))
      throw new ProblemError('address-refused', 'Latchkey connects to no such address: host.')
    if (typed.ca !== null && !isCertificate(typed.ca)) throw new ProblemError('request-invalid', 'Not as expected: ca.')
    const stored = await readable()
    const isSame = stored !== null && MEANT_FOR.every((name) => stored[name] === typed[name])
    const known = password ?? (isSame ? stored.password : null)
    if (typed.user === null) return { ...typed, password: null }
    if (known === null) throw new ProblemError('request-invalid', 'Not as expected: password.')
    if (!isPasswordSafe(typed)) throw new ProblemError('request-invalid', 'Not as expected: tls.')
    return { ...typed, password: known }
  }

  /** Writes within one transaction, so that nobody else does in between. @throws ProblemError `changed-meanwhile` */
  const replace = async (server: MailServer | null, expected: Expected): Promise<void> => {
    const former = await readable()
    await store.transaction().execute(async (transaction) => {
      const mine = storeFacts(transaction)
      assertExpectedNotices(revisionOf(await mine.find('mail')), expected)
      await (server === null ? mine.forget('mail') : mine.note('mail', vault.seal(JSON.stringify(server), MAIL_PLACE)))
      const action = server === null ? 'mail-remove' : 'mail-change'
      const changed = former !== null && former.host !== server?.host
      const hosts = { ...(server && { host: server.host }), ...(changed && { formerHost: former.host }) }
      await recordAudit(transaction, { action, facts: hosts }, now())
    })
  }

  return {
    read,
    isUnreadable,
    complete,

    revision: async (): Promise<string> => revisionOf(await facts.find('mail')),

    async view(): Promise<MailView | null> {
      const stored = await readable()
      if (stored === null) return null
      const { password, ...shown } = stored
      return { ...shown, hasPassword: password !== null }
    },

    async save(form: MailForm, expected: Expected): Promise<void> {
      await replace(await complete(form), expected)
    },

    remove: (expected: Expected) => replace(null, expected),
  }
}
export type MailSettings = ReturnType<typeof createMailSettings>

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

const revisionOf = (sealed: string | null): string => noticesRevision('mail', sealed === null ? [] : [sealed])

/** What a password was given for. Another issuer could hand it to another server. */
const MEANT_FOR = ['host', 'port', 'tls', 'user', 'ca'] as const
