type StandIn = { element: Element; words: string }

/**
 * A browser that translates a page puts an element in the place of each text (Chrome: `<font>`), and React then fails on nodes that
 * are not where it left them (https://github.com/facebook/react/issues/11538). So each text is put back beside what stands in for it,
 * empty: React finds it, and what React does to it is done to its stand-in. A text that changes is shown as it is, until the browser
 * translates it anew.
 * @param onTranslated called as a translation shows, and with false once it is taken back.
 */
export function followTranslation(page: Document, onTranslated: (isOn: boolean) => void): () => void {
  const standIns = new WeakMap<Text, StandIn>()
  const textOf = new WeakMap<Node, Text>()

  function pair(text: Text, element: Element, words = text.data) {
    if (!element.isConnected) return
    standIns.set(text, { element, words })
    textOf.set(element, text)
    // while it is nowhere, so that nobody sees it change
    text.remove()
    text.data = ''
    element.before(text)
    onTranslated(true)
  }

  function forget(text: Text): StandIn | undefined {
    const known = standIns.get(text)
    standIns.delete(text)
    if (known) textOf.delete(known.element)
    return known
  }

  /** A text was replaced, or a stand-in by another. */
  function readReplacement({ removedNodes, addedNodes, previousSibling, nextSibling }: MutationRecord): boolean {
    const [removed] = removedNodes
    if (removedNodes.length !== 1 || !removed) return false
    const [added = [previousSibling, nextSibling].find(isNewFont)] = addedNodes
    if (addedNodes.length > 1 || !(added instanceof Element)) return false
    if (removed instanceof Text && !standIns.has(removed) && !removed.isConnected) {
      pair(removed, added)
      return true
    }
    const text = textOf.get(removed)
    const known = text && addedNodes.length === 1 ? forget(text) : undefined
    if (text && known) pair(text, added, known.words)
    return known !== undefined
  }
  /** Put beside the text before that was taken out. */
  const isNewFont = (node: Node | null): node is Element =>
    node instanceof Element && node.tagName === 'FONT' && !textOf.has(node) && !textOf.has(node.parentNode ?? node)

  /** What React, or the browser, did to a text or to its stand-in is done to the other. */
  function settle(text: Text) {
    const known = standIns.get(text)
    if (!known) return
    const { element, words } = known
    if (text.isConnected && element.isConnected) {
      if (text.nextSibling !== element) text.after(element)
      return
    }
    forget(text)
    element.remove()
    if (text.isConnected && text.data === '') text.data = words
  }

  const observer = new MutationObserver((records) => {
    const touched = new Set<Text>()
    for (const record of records) {
      const { type, target } = record
      if (type === 'attributes') onTranslated(/\btranslated-/.test(page.documentElement.className))
      else if (type === 'characterData') {
        // React wrote it anew
        if (target instanceof Text) forget(target)?.element.remove()
      } else if (!readReplacement(record)) {
        for (const node of [...record.removedNodes, ...record.addedNodes]) {
          const text = node instanceof Text ? node : textOf.get(node)
          if (text) touched.add(text)
        }
      }
    }
    for (const text of touched) settle(text)
    // our own doing
    observer.takeRecords()
  })
  observer.observe(page.body, { childList: true, characterData: true, subtree: true })
  observer.observe(page.documentElement, { attributes: true, attributeFilter: ['class'] })
  return () => observer.disconnect()
}
