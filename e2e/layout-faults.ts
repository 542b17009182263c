/** Runs in the page: it can use nothing from here. @returns words that are cut off, broken, beside the page, or on other words. */
export function layoutFaults(): string[] {
  /** What is longer is a name that nobody wrote for a page. */
  const LONGEST_WORD = 30
  const faults: string[] = []
  const { clientWidth, scrollWidth } = document.documentElement
  if (scrollWidth > clientWidth) faults.push(`the page scrolls sideways: ${scrollWidth} of ${clientWidth} px`)
  // what is behind a dialog is not read
  const root = document.querySelector('dialog[open]') ?? document.body
  const isRead = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.closest('.visually-hidden, .lk-skip, svg, select, option, script, style') === null &&
    // narrow pages keep the heads of the columns for screen readers alone
    (element.closest('thead')?.clientWidth ?? Infinity) > 1
  const named = (element: Element): string => `<${element.tagName.toLowerCase()} class="${element.className}">`
  const isCut = ({ overflowX, contain }: CSSStyleDeclaration): boolean =>
    overflowX === 'hidden' || overflowX === 'clip' || /strict|content|paint/.test(contain)

  // of what is pressed or read at a glance; the name of an instance, which somebody gave it, may end in an ellipsis
  for (const element of root.querySelectorAll(
    'button, a.btn, .lk-badge, th:not([data-column="name"][scope="row"]), label, nav a',
  ))
    if (isRead(element) && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
      faults.push(`cut off: ${named(element)} ${element.textContent.slice(0, 60)}`)

  type Placed = { text: string; element: Element; box: DOMRect }
  const placed: Placed[] = []
  /** What is left of a box within all around it that cuts, or that cuts or scrolls. */
  const shownPart = ({ left, top, right, bottom }: DOMRect, element: Element, isScrolled: boolean): DOMRect => {
    for (let around: Element | null = element; around && around !== document.body; around = around.parentElement) {
      const style = getComputedStyle(around)
      if (!isCut(style) && !(isScrolled && /auto|scroll/.test(style.overflowX))) continue
      const edge = around.getBoundingClientRect()
      left = Math.max(left, edge.left)
      top = Math.max(top, edge.top)
      right = Math.min(right, edge.right)
      bottom = Math.min(bottom, edge.bottom)
    }
    return new DOMRect(left, top, right - left, bottom - top)
  }
  /** It says that there is more. */
  const endsInEllipsis = (element: Element | null): boolean =>
    element !== null && (getComputedStyle(element).textOverflow === 'ellipsis' || endsInEllipsis(element.parentElement))
  /** A list or a note that is opened over the page hides what is below it. */
  const liesOver = (one: Element, other: Element): boolean => {
    for (let around: Element | null = one; around && !around.contains(other); around = around.parentElement) {
      const { position, backgroundColor } = getComputedStyle(around)
      if (/absolute|fixed|sticky/.test(position) && backgroundColor !== 'rgba(0, 0, 0, 0)') return true
    }
    return false
  }
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
    const element = node.parentElement
    const text = node.nodeValue ?? ''
    if (element === null || text.trim() === '' || !isRead(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const line of range.getClientRects()) {
      const left = shownPart(line, element, false)
      const isNarrowed = left.width < line.width - 2 && !endsInEllipsis(element)
      if (line.width > 1 && (isNarrowed || left.height < line.height - 4))
        faults.push(`cut off: ${named(element)} ${text.slice(0, 60)}`)
      const box = shownPart(line, element, true)
      if (box.width > 1 && box.height > 1) placed.push({ text: text.trim(), element, box })
    }
    // names, addresses and what has digits may break anywhere
    if (element.closest('[translate="no"], code, pre') !== null) continue
    for (const { index, 0: word } of text.matchAll(/(?<=^|[\s(«„“])\p{L}{2,}(?=$|[\s.,;:!?)»“”])/gu)) {
      if (word.length > LONGEST_WORD) continue
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
      if (lines.size > 1) faults.push(`broken: ${word} in ${named(element)} ${text.slice(0, 60)}`)
    }
  }
  for (const [at, { text, element, box }] of placed.entries()) {
    if (box.right > clientWidth + 1 || box.left < -1)
      faults.push(`beside the page: ${named(element)} ${text.slice(0, 60)}`)
    for (const other of placed.slice(at + 1)) {
      const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
      const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
      if (width <= 2 || height <= 5 || element === other.element) continue
      if (!liesOver(element, other.element) && !liesOver(other.element, element))
        faults.push(
          `on each other: ${named(element)} ${text.slice(0, 40)} | ${named(other.element)} ${other.text.slice(0, 40)}`,
        )
    }
  }
  return faults.slice(0, 20)
}
