import { expect, type Panel } from './panel.ts'

/** The rules of axe whose outcome depends on colours and width. The others see the same document in both looks. */
const RULES_OF_LOOK = ['color-contrast', 'scrollable-region-focusable', 'html-has-lang', 'html-lang-valid']

/** How people look at the page: each state is to hold in both. */
export const LOOKS = [
  { name: 'wide, light, English', width: 1280, language: 'en', colours: 'light', rules: undefined },
  { name: '390 px, dark, French', width: 390, language: 'fr', colours: 'dark', rules: RULES_OF_LOOK },
] as const
export type Look = (typeof LOOKS)[number]

/** axe finds nothing, and nothing scrolls sideways. With LATCHKEY_PICTURES=1 it leaves a picture for the eye. */
export async function lookAt({ language, width, rules }: Look, panel: Panel, where: string): Promise<void> {
  await panel.expectAccessible(rules)
  const overflow = await panel.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${where} scrolls sideways`).toBe(0)
  if (!process.env['LATCHKEY_PICTURES']) return
  await panel.page.screenshot({ path: `test-results/looks/${language}-${width}-${where}.png`, fullPage: true })
}
