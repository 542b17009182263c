import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { Router } from 'wouter'
import type { FirstScreenView } from '#contract/page-start.ts'
import { loadCatalogue } from './language.ts'
import { fillFromStart } from './page-start.ts'
import { preloadRegistration } from './registration/registration-card.tsx'
import { RegistrationPage } from './registration/registration-page.tsx'
import { WordedFor } from './shared/practice.tsx'
import { wordFor } from './ui/format.ts'

/**
 * Run by the gateway (`RenderFirstScreen`): the registration page as markup. The scripts of the page draw it once more when they have
 * come. It only stands in for them, so that nothing depends on both being alike to the letter.
 */
export async function renderFirstScreen({ start, reader, path, basePath }: FirstScreenView): Promise<string | null> {
  const { registration } = start
  if (registration === null) return null
  const [activate] = await Promise.all([loadCatalogue(reader.language), preloadRegistration(registration)])
  const client = new QueryClient()
  fillFromStart(client, start)
  // from here on nothing waits: the words are one state of this module
  activate()
  wordFor(reader)
  const markup = renderToStaticMarkup(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <Router base={basePath} ssrPath={basePath + path}>
          <WordedFor instance={registration.instance}>
            <RegistrationPage instance={registration.instance} />
          </WordedFor>
        </Router>
      </QueryClientProvider>
    </I18nProvider>,
  )
  return (
    markup
      // before-paint.js notes a press on them
      .replaceAll('<button', '<button data-drawn')
      // the Content-Security-Policy allows scripts to set styles, and not the markup: what has one is left blank until then
      .replaceAll(/ style="[^"]*"/g, ' data-undrawn')
      // nothing here looks for these
      .replaceAll(/ xmlns="[^"]*"| class="tabler-icon tabler-icon-[\w-]+"/g, '')
      // beside words, icons are only room: they would weigh as much as all of the words
      .replace(/^.*?<main /s, withoutDrawing)
      .replaceAll(/<(h1|button)\b.*?<\/\1>/gs, withoutDrawing)
  )
}

/** Leaves of each icon its size. */
const withoutDrawing = (markup: string): string =>
  markup.replaceAll(/<path [^>]*><\/path>| (?:viewBox|fill|stroke[\w-]*)="[^"]*"/g, '')
