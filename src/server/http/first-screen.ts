import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RenderFirstScreen } from '#contract/page-start.ts'

/**
 * Draws the first screen with the panel's own code (`src/app/first-screen.tsx`), built beside the page.
 * @param report called with what went wrong: the page then goes without, and its scripts draw it.
 */
export function createFirstScreen(appFolder: string, report: (error: unknown) => void): RenderFirstScreen {
  const file = join(appFolder, '../first-screen/first-screen.js')
  const isBuilt = existsSync(file)
  let module: Promise<{ renderFirstScreen: RenderFirstScreen }> | null = null
  return async (view) => {
    if (!isBuilt) return null
    try {
      module ??= import(pathToFileURL(file).href)
      return await (await module).renderFirstScreen(view)
    } catch (error) {
      report(error)
      return null
    }
  }
}
