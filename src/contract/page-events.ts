import * as z from 'zod/mini'
import { CheckAllProgress } from './check-all.ts'
import { InstanceId } from './panel.ts'

/** A change, sent to open pages as it happens. Small and without any secret: the page then asks for what it shows. */
export const PageEvent = z.discriminatedUnion('type', [
  /** Nothing has happened, and the stream is open. */
  z.object({ type: z.literal('beat') }),
  /** The key, the verdict, the settings or the snapshot of one instance has changed. */
  z.object({ type: z.literal('instance'), id: InstanceId }),
  /** The list has changed, or nobody knows which instances have. */
  z.object({ type: z.literal('instances') }),
  /** What is shown to support has changed, who looks on, or what they point at. */
  z.object({ type: z.literal('together') }),
  /** The session of this page has ended, by itself or by an administrator. The stream ends with it. */
  z.object({ type: z.literal('session-ended') }),
  /** How far the check of many keys is. */
  z.object({ type: z.literal('check-all'), run: CheckAllProgress }),
])
export type PageEvent = z.infer<typeof PageEvent>
