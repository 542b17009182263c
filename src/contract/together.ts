import * as z from 'zod/mini'
import { WITHHELD } from '#domain/diagnosis.ts'

/** How long one may show a page. */
export const SHARING_MINUTES = [15, 30, 60] as const

/** No word is like this: letters with digits, capitals inside, or without an end. It may be a key, a token or a login. */
const mayBeSecret = (run: string): boolean =>
  run.length >= 40 || (/\d/.test(run) && /\p{L}/u.test(run)) || /\p{Ll}\p{Lu}/u.test(run)

/** A text with all that may be a secret taken out. */
export const withoutSecrets = (text: string): string =>
  text.replaceAll(/\S{12,}/g, (run) => (mayBeSecret(run) ? WITHHELD : run))

const text = (most: number) => z.string().check(z.maxLength(most), z.overwrite(withoutSecrets))

export const SCREEN_ROLES = ['heading', 'step', 'message', 'dialog', 'field', 'choice', 'button', 'link'] as const

/** What can be pointed at: by its role and its words, and which one of several alike. */
const Place = { role: z.enum(SCREEN_ROLES), label: text(200), nth: z.int().check(z.nonnegative(), z.maximum(300)) }
export const ScreenPlace = z.object(Place)
export type ScreenPlace = z.infer<typeof ScreenPlace>

/** One part of a page, by what it means. There is no member for what was typed. */
export const ScreenItem = z.object({
  ...Place,
  /** Of a field or a choice: whether something is in it; null for the rest. */
  isFilled: z.nullable(z.boolean()),
  isFocused: z.boolean(),
  isInvalid: z.boolean(),
  isDisabled: z.boolean(),
})
export type ScreenItem = z.infer<typeof ScreenItem>

export const MOST_ITEMS = 300

/** A page as support sees it. Whatever is not named here is dropped. */
export const SharedScreen = z.object({
  path: z.string().check(z.maxLength(200), z.regex(/^\/[a-z0-9/-]*$/)),
  title: text(200),
  instance: z.nullable(text(100)),
  state: z.nullable(text(60)),
  items: z.array(ScreenItem).check(z.maxLength(MOST_ITEMS)),
})
export type SharedScreen = z.infer<typeof SharedScreen>

/** What the caller sees of it. Times are seconds, because two clocks seldom agree. */
export const Sharing = z.object({
  secondsLeft: z.int(),
  /** Since when each one has been looking on. */
  viewers: z.array(z.object({ secondsAgo: z.int() })),
  pointing: z.nullable(z.extend(ScreenPlace, { number: z.int() })),
})
export type Sharing = z.infer<typeof Sharing>
export const CurrentSharing = z.nullable(Sharing)

export const SharingForm = z.strictObject({ minutes: z.literal(SHARING_MINUTES) })
/** The link and the code are answered once, and stored nowhere. */
export const StartedSharing = z.extend(Sharing, { link: z.string(), code: z.string() })
export type StartedSharing = z.infer<typeof StartedSharing>

/** The token of the link, or the code that was read out. */
export const WatchForm = z.strictObject({ secret: z.string().check(z.minLength(1), z.maxLength(100)) })
export const WatchedPage = z.object({
  secondsLeft: z.int(),
  screen: z.nullable(SharedScreen),
  pointing: z.nullable(ScreenPlace),
})
export type WatchedPage = z.infer<typeof WatchedPage>
