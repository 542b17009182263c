import { WITHHELD } from '#domain/diagnosis.ts'
import { MOST_ITEMS, withoutSecrets, type SharedScreen, type ScreenItem, type ScreenPlace } from '#contract/together.ts'

type Role = ScreenItem['role']
type Part = { item: ScreenItem; element: HTMLElement }

const MOST_CHARACTERS = 200
/** So many characters of what was typed are a quotation of it. */
const RUN = 12

/** The meanings that are sent. What is not among them is not. */
const MEANINGS: readonly (readonly [string, Role])[] = [
  ['[aria-current="step"]', 'step'],
  ['h1, h2, h3, h4', 'heading'],
  ['dialog[open]', 'dialog'],
  ['[role="alert"], .lk-message', 'message'],
  ['select, input[type="checkbox"], input[type="radio"]', 'choice'],
  ['textarea, input', 'field'],
  ['button', 'button'],
  ['a[href]', 'link'],
]
const ALL = MEANINGS.map(([selector]) => selector).join(', ')

/** Texts of people and machines, which come from no catalogue; the box of the key and its copy among them. */
const NOT_OURS =
  'input, textarea, select, option, pre, code, mark, del, q, blockquote, script, style, [translate="no"], [aria-hidden="true"]'
/** Parts with words of their own. */
const OWN_WORDS = 'button, a, select'

function words(element: Element, without: string): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let text = ''
  for (let node = walker.nextNode(); node && text.length < 2 * MOST_CHARACTERS; node = walker.nextNode()) {
    const around = node.parentElement?.closest(without)
    if (!around || !element.contains(around) || around === element) text += `${node.textContent ?? ''} `
  }
  return text
}

const isField = (element: Element): element is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement

function labelOf(element: HTMLElement, role: Role): string {
  const named = element.getAttribute('aria-label')
  if (named !== null) return named
  const by = element.getAttribute('aria-labelledby')
  if (by !== null)
    return by
      .split(' ')
      .map((id) => document.querySelector(`[id="${CSS.escape(id)}"]`))
      .map((label) => (label ? words(label, NOT_OURS) : ''))
      .join(' ')
  if (isField(element)) return [...(element.labels ?? [])].map((label) => words(label, NOT_OURS)).join(' ')
  return words(element, role === 'message' ? `${NOT_OURS}, ${OWN_WORDS}` : NOT_OURS)
}

/** @param typed what is in the fields: a text that quotes it is withheld, wherever it comes from. */
export function shownText(text: string, typed: readonly string[]): string {
  const label = withoutSecrets(text.replaceAll(/\s+/g, ' ').trim()).slice(0, MOST_CHARACTERS)
  for (let start = 0; start + RUN <= label.length; start += 1) {
    const run = label.slice(start, start + RUN)
    if (typed.some((value) => value.includes(run))) return WITHHELD
  }
  return label
}

function isFilled(element: HTMLElement): boolean | null {
  if (!isField(element)) return null
  const isTicked = element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type)
  return isTicked ? element.checked : element.value !== ''
}

const isShown = (element: HTMLElement): boolean =>
  element.closest('[hidden], [aria-hidden="true"]') === null && (element.checkVisibility?.() ?? true)

/** The parts of a page by what they mean, in order, with their elements. Never what was typed. */
export function readParts(root: ParentNode): Part[] {
  const fields = [...root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
  const typed = fields.map(({ value }) => value).filter((value) => value.length >= RUN)
  const seen = new Map<string, number>()
  const parts: Part[] = []
  for (const element of root.querySelectorAll<HTMLElement>(ALL)) {
    const role = MEANINGS.find(([selector]) => element.matches(selector))?.[1]
    if (role === undefined || !isShown(element) || element.matches('[type="hidden"], [type="file"]')) continue
    const label = shownText(labelOf(element, role), typed)
    if (label === '') continue
    const nth = seen.get(`${role} ${label}`) ?? 0
    seen.set(`${role} ${label}`, nth + 1)
    const item = {
      role,
      label,
      nth,
      isFilled: isFilled(element),
      isFocused: element === document.activeElement,
      isInvalid: element.getAttribute('aria-invalid') === 'true',
      isDisabled: element.matches(':disabled, [aria-disabled="true"]'),
    }
    parts.push({ item, element })
    if (parts.length === MOST_ITEMS) break
  }
  return parts
}

/** The page as support sees it. @param instance its name; null on pages of none. */
export function readScreen(root: ParentNode, path: string, instance: string | null): SharedScreen {
  const parts = readParts(root)
  const badge = root.querySelector('main header .lk-badge')
  return {
    path: /^\/[a-z0-9/-]{0,199}$/.test(path) ? path : '/',
    title: parts.find(({ item }) => item.role === 'heading')?.item.label ?? '',
    instance: instance === null ? null : withoutSecrets(instance).slice(0, 100),
    state: badge ? shownText(words(badge, NOT_OURS), []).slice(0, 60) : null,
    // what the page is about comes first, and its menus after it
    items: parts.toSorted((one, other) => rankOf(one) - rankOf(other)).map(({ item }) => item),
  }
}

const rankOf = ({ element }: Part): number => (element.closest('main, dialog') ? 0 : 1)

/** What support points at; null where it is gone. */
export const findPlace = (root: ParentNode, { role, label, nth }: ScreenPlace): HTMLElement | null =>
  readParts(root).find(({ item }) => item.role === role && item.label === label && item.nth === nth)?.element ?? null
