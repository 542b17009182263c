import type { RequestListener } from 'node:http'
import { createBaseApp, nodeListener, withoutConnection, type BaseParts } from './base-app.ts'
import { pageRoutes } from './page.ts'
import { STRANGERS_START } from './page-text.ts'

/** The page and its files, for who is not signed in. */
export function pageListener(parts: BaseParts, folder: string): RequestListener {
  const { basePath } = parts
  const app = createBaseApp(parts)
  app.route('/', pageRoutes({ folder, basePath, startOf: async () => STRANGERS_START }))
  return withoutConnection(nodeListener(app))
}
