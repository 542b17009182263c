import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { ASKED_AS_NOBODY, AskedAs } from './asked-as.ts'
import { GlpiSnapshot } from './glpi-snapshot.ts'
import { LatestDiagnosis } from './diagnosis.ts'
import { HistoryEntry } from './history.ts'
import { Registration } from './panel.ts'

/**
 * The support report: an allow-list. `makeReport` in `report-maker.ts` is the only way to one, and what is not named
 * here cannot get in. No key, no cookie, no token, no proxy login, no name but the registered owner's.
 */
export const Report = z.object({
  format: z.literal('latchkey-report'),
  /** Grows when a reader of the old one could be misled. */
  version: z.literal(1),
  /** Correlation id of the diagnosis, or made for the report when there is none. */
  id: z.string(),
  supportCode: z.nullable(z.string()),
  createdAt: z.iso.datetime(),
  versions: z.object({
    latchkey: z.string(),
    node: z.string(),
    openssl: z.string(),
    /** Name and release, as `linux 6.1.0`. */
    system: z.string(),
    /** The GLPI version that is named to GLPI Network; null: none is. */
    glpi: z.nullable(z.string()),
  }),
  settings: z.object({
    /** Scheme, host, port and path of GLPI Network as set for this instance. */
    services: z.string(),
    sandbox: z.boolean(),
    /** null: none applies to this address. */
    proxy: z.nullable(
      z.object({
        host: z.string(),
        port: z.string(),
        login: z.boolean(),
        from: z.enum(['environment', 'instance']),
      }),
    ),
    /** How GLPI Network learns who asks; null in reports of older versions. */
    askedAs: z.prefault(z.nullable(AskedAs), null),
    /** Whose list of issuers is used, as the fact `trust`. */
    trust: z.string(),
  }),
  /** null from a command line, where nothing is saved. */
  registration: z.nullable(
    z.extend(Registration, {
      // not in reports from before a GLPI could be connected
      storageCause: z.prefault(z.nullable(z.enum(CAUSE_CODES)), null),
      glpi: z.prefault(z.nullable(GlpiSnapshot), null),
      mayWriteAgain: z.prefault(z.boolean(), false),
      askedAs: z.prefault(AskedAs, ASKED_AS_NOBODY),
      // for who works with the panel itself, and empty in a report
      revision: z.prefault(z.string(), ''),
      former: z.prefault(Registration.shape.former, []),
      writeDue: z.prefault(z.boolean(), false),
    }),
  ),
  /** A run that is about what is known now. */
  diagnosis: LatestDiagnosis,
  /** An older one, which says nothing about now; `outdated` tells why. */
  earlierDiagnosis: z.prefault(LatestDiagnosis, null),
  /** Newest first. */
  history: z.array(HistoryEntry),
})
export type Report = z.infer<typeof Report>
