import type { Page } from 'playwright/test'

/** Put behind each text that was translated, so that a test can tell. */
export const MARK = '·'

/**
 * Does to a page what the browser's own translation does, for as long as it is open: each text goes, and a `<font>` in a `<font>` with
 * other words comes in its place; whatever changes is translated anew. @param pause milliseconds after a change, 0 for at once.
 */
export async function translate(page: Page, pause: number): Promise<void> {
  await page.addInitScript(translateAlways, { mark: MARK, pause })
  await page.reload()
}

/** Runs in the page: it can use nothing from here. */
function translateAlways({ mark, pause }: { mark: string; pause: number }): void {
  const skipped = new Set(['SCRIPT', 'STYLE', 'TEXTAREA', 'NOSCRIPT'])
  const isForUs = (text: Node): boolean =>
    (text.nodeValue ?? '').trim() !== '' &&
    text.parentElement !== null &&
    !skipped.has(text.parentElement.tagName) &&
    text.parentElement.closest('font, [translate=no]') === null

  function textsBelow(root: Node): Node[] {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: Node[] = []
    while (walker.nextNode()) if (isForUs(walker.currentNode)) texts.push(walker.currentNode)
    return texts
  }

  function translateAll(): void {
    for (const text of textsBelow(document.body)) {
      const outer = document.createElement('font')
      const inner = document.createElement('font')
      inner.textContent = `${text.nodeValue}${mark}`
      outer.append(inner)
      text.parentNode?.replaceChild(outer, text)
    }
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  function soon(): void {
    if (pause === 0) return translateAll()
    clearTimeout(timer)
    timer = setTimeout(translateAll, pause)
  }
  addEventListener('DOMContentLoaded', () => {
    document.documentElement.classList.add('translated-ltr')
    new MutationObserver(soon).observe(document.body, { childList: true, characterData: true, subtree: true })
    soon()
  })
}
