import puppeteer, { type Page } from 'puppeteer-core'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expect, mangled, test } from './panel.ts'
import { need, pathOf } from './rig/parts.ts'

/** The name that assistive technology has for it. */
const named = (page: Page, name: string, role: string) => page.locator(`::-p-aria([name="${name}"][role="${role}"])`)
const words = (page: Page, text: string) => page.locator(`::-p-text(${text})`)

// Playwright's own protocol needs a Firefox of its making; Debian's speaks WebDriver BiDi
test(
  'the main path in Firefox: a pasted key, saved, diagnosed, and its plugins',
  { tag: '@full' },
  async ({ gateway }) => {
    need(test, ['firefox-esr'])
    const firefox = await puppeteer.launch({ browser: 'firefox', executablePath: pathOf('firefox-esr') })
    try {
      const page = await firefox.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))

      await page.goto(gateway.signInUrl ?? '')
      await page.locator('.lk-guide-practice a').click()
      await named(page, 'Registration key', 'textbox').click()
      await page.keyboard.type(mangled(sandboxKey('standard')))
      await words(page, 'Whole key').wait()
      await named(page, 'Check without saving', 'button').click()
      await words(page, 'Checked only: nothing was saved.').wait()
      await named(page, 'Save', 'button').click()
      await words(page, 'Practice Standard').wait()
      await named(page, 'Replace key', 'button').wait()

      await named(page, 'Marketplace', 'link').click()
      await words(page, 'Approval path').wait()
      await named(page, 'Diagnosis', 'link').click()
      await named(page, 'Run the diagnosis', 'button').click()
      await words(page, 'No problem was found').wait()
      await named(page, 'Report for support', 'button').click()
      await words(page, 'Download for').wait()
      expect(complaints).toEqual([])
    } finally {
      await firefox.close()
    }
  },
)
