import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RenderFirstScreen } from '#contract/page-start.ts'

export type FirstScreen = {
  /** Loads what draws, so that the first person who comes does not wait for it. */
  prepare: () => void
  draw: RenderFirstScreen
}

/**
 * Draws the first screen with the panel's own code (`src/app/first-screen.tsx`), built beside the page.
 * @param report called with what went wrong: the page then goes without, and its scripts draw it.
 */
export function createFirstScreen(appFolder: string, report: (error: unknown) => void): FirstScreen {
  const file = join(appFolder, '../first-screen/first-screen.js')
  const isBuilt = existsSync(file)
  let module: Promise<{ renderFirstScreen: RenderFirstScreen }> | null = null
  const load = () => (module ??= import(pathToFileURL(file).href))
  return {
    prepare() {
      if (isBuilt) void load().catch(report)
    },
    async draw(view) {
      if (!isBuilt) return null
      try {
        return await (await load()).renderFirstScreen(view)
      } catch (error) {
        report(error)
        return null
      }
    },
  }
}
