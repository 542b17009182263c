import type { BrowserContext, Page } from 'playwright'

/** What has to be true of a page for something to have been shown. */
export type PageCondition = {
  name: string
  /** There, visible and enabled. */
  some: string
  /** Not there any more. */
  none?: string
  /** In the text of `some`. */
  text?: string
  /** The page has loaded, with everything it asked for at once. */
  isLoaded?: boolean
}

export type Mark = {
  name: string
  /** Milliseconds since this document was asked for. */
  sinceNavigation: number
  /** Milliseconds, by the clock of the machine: comparable from one document to the next. */
  at: number
}

declare global {
  interface Window {
    benchMark(name: string, sinceNavigation: number, at: number): void
  }
}

/** Runs in the page. Looks when something in it has changed, and notes the frame in which what has come true is drawn. */
function watchConditions(conditions: PageCondition[]): void {
  const left = new Set(conditions)
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- the page is given this function alone
  const note = (name: string) => {
    const now = performance.now()
    performance.mark(`bench-${name}`)
    window.benchMark(name, now, performance.timeOrigin + now)
  }
  const holds = ({ some, none, text, isLoaded }: PageCondition): boolean => {
    if (isLoaded && document.readyState !== 'complete') return false
    if (none !== undefined && document.querySelector(none) !== null) return false
    const found = document.querySelector(some)
    if (found === null || ('disabled' in found && found.disabled === true)) return false
    return (text === undefined || (found.textContent ?? '').includes(text)) && found.checkVisibility()
  }
  const look = () => {
    for (const condition of left)
      if (holds(condition)) {
        left.delete(condition)
        requestAnimationFrame(() => note(condition.name))
      }
  }
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  })
  addEventListener('load', look)
  // what a style sheet shows or hides changes no element
  setInterval(look, 100)
  document.addEventListener(
    'click',
    () => {
      note('click')
      // what is shown from here on comes of it
      for (const condition of conditions) left.add(condition)
    },
    { capture: true },
  )
}

const LONGEST_MS = 60_000

/** What the documents of one browser page note, as it is noted. */
export class PageMarks {
  readonly #noted: Mark[] = []
  readonly #waiting = new Set<() => void>()

  /** Before the page opens its first document. */
  static async watch(context: BrowserContext, conditions: readonly PageCondition[]): Promise<PageMarks> {
    const marks = new PageMarks()
    await context.exposeBinding('benchMark', (_, name: string, sinceNavigation: number, at: number) => {
      marks.#noted.push({ name, sinceNavigation, at })
      for (const look of marks.#waiting) look()
    })
    await context.addInitScript(watchConditions, [...conditions])
    return marks
  }

  /** What was noted before does not count any more. */
  forget(): void {
    this.#noted.length = 0
  }

  until(name: string, page: Page): Promise<Mark> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.#noted.find((mark) => mark.name === name)
        if (!found) return
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve(found)
      }
      const giveUp = (why: string) => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        reject(new Error(`${page.url()} did not show "${name}": ${why}`))
      }
      const timer = setTimeout(() => giveUp(`nothing for ${LONGEST_MS / 1000} s`), LONGEST_MS)
      page.once('crash', () => giveUp('the browser page crashed'))
      this.#waiting.add(look)
      look()
    })
  }
}
