import { i18n } from '@lingui/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { Time } from './time.tsx'

const INSTANT = '2026-11-24T12:00:00Z'

beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
  i18n.loadAndActivate({ locale: 'en', messages: {} })
})

const drawn = (isPlain: boolean): string =>
  renderToStaticMarkup(
    <Time at={INSTANT} isPlain={isPlain}>
      2 minutes ago
    </Time>,
  )

test('the exact instant, with its zone, is there for pointer, keyboard and screen reader', () => {
  expect(drawn(false)).toMatch(
    /^<time class="lk-time" dateTime="2026-11-24T12:00:00Z" title="24 November 2026 at \d\d:\d\d \S+" tabindex="0">/,
  )
  expect(drawn(false)).toMatch(/<span class="visually-hidden"> \(24 November 2026 at \d\d:\d\d \S+\)<\/span><\/time>$/)
})

test('inside of a button, the focus is the button’s', () => {
  expect(drawn(true)).not.toContain('tabindex')
})
