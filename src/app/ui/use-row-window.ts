import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { flushSync } from 'react-dom'
import { useCallback, useEffect, useReducer, useState, type FocusEvent, type RefObject, useLayoutEffect } from 'react'

/** Rows around those on screen that are printed: a browser draws no page for thousands. */
const MOST_ON_PAPER = 500
const NARROW = '(max-width: 47.99rem)'

type RowWindow = {
  /** What each row is known by; a row carries it as `data-row`. */
  keys: readonly string[]
  /** Heights of a row in CSS pixels, as in the stylesheet. */
  wide: number
  narrow: number
  /** Rows drawn beyond either edge, so that a fast scroll and the Tab key find them there. */
  overscan: number
  /** New rows drawn in one frame: more of them would make a slow machine stutter. */
  mostNew?: number
}

/** The rows of a long list that are on screen; the page itself scrolls. The row that has the focus stays, however far away. */
export function useRowWindow<List extends HTMLElement>(
  list: RefObject<List | null>,
  { keys, wide, narrow, overscan, mostNew = Number.POSITIVE_INFINITY }: RowWindow,
) {
  const scrollMargin = usePageTop(list)
  const height = useMedia(NARROW) ? narrow : wide
  const isOnPaper = useMedia('print')
  const [focused, setFocused] = useState<string | null>(null)
  const focusedAt = focused === null ? -1 : keys.indexOf(focused)

  // a new function would have every row measured again
  const getItemKey = useCallback((at: number) => keys[at] ?? at, [keys])
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled to be memoized
  const virtual = useWindowVirtualizer({
    count: keys.length,
    estimateSize: () => height,
    getItemKey,
    overscan: isOnPaper ? MOST_ON_PAPER : overscan,
    scrollMargin,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range)
      if (focusedAt < 0 || drawn.includes(focusedAt)) return drawn
      return [...drawn, focusedAt].toSorted((one, other) => one - other)
    },
  })
  useEffect(() => virtual.measure(), [virtual, height])
  const items = useFewAtOnce(virtual.getVirtualItems(), virtual.range, isOnPaper ? Number.POSITIVE_INFINITY : mostNew)

  return {
    virtual,
    height,
    /** Each row on screen with its distance from the top of the list, in CSS pixels. */
    rows: items.map(({ index, key, start }) => ({ index, key, top: start - scrollMargin })),
    /** For the element around the rows. */
    focusHandlers: {
      onFocus: ({ target }: FocusEvent) =>
        setFocused(target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null),
      onBlur: () => setFocused(null),
    },
  }
}

type Item = { index: number; key: string | number | bigint }
type Range = { startIndex: number; endIndex: number } | null

/** What is drawn, and how many more may be in this frame, however often it is rendered. */
function createAllowance(mostNew: number) {
  let drawn: ReadonlySet<Item['key']> = new Set()
  let left = mostNew
  return {
    isDrawn: ({ key }: Item) => drawn.has(key),
    left: () => Math.max(0, left),
    /** @returns whether the next frame may draw more than is left. */
    use(now: readonly Item[]): boolean {
      left -= now.filter(({ key }) => !drawn.has(key)).length
      drawn = new Set(now.map(({ key }) => key))
      return left < mostNew
    },
    renew: () => void (left = mostNew),
  }
}

/** Those that are drawn already, and a few more with each frame: what is on screen comes first. */
function useFewAtOnce<Drawn extends Item>(wanted: Drawn[], range: Range, mostNew: number): Drawn[] {
  const [allowance] = useState(() => createAllowance(mostNew))
  const [, drawNext] = useReducer((frame: number) => frame + 1, 0)
  const isOnScreen = ({ index }: Item) => range !== null && index >= range.startIndex && index <= range.endIndex
  const fresh = wanted
    .filter((item) => !allowance.isDrawn(item))
    .toSorted((one, other) => Number(isOnScreen(other)) - Number(isOnScreen(one)))
  const later = new Set(fresh.slice(Number.isFinite(mostNew) ? allowance.left() : fresh.length))
  const now = later.size === 0 ? wanted : wanted.filter((item) => !later.has(item))
  useLayoutEffect(() => {
    if (!allowance.use(now)) return undefined
    const frame = requestAnimationFrame(() => {
      allowance.renew()
      if (later.size > 0) drawNext()
    })
    return () => cancelAnimationFrame(frame)
  })
  return now
}

/** Whether a media query holds, now and whenever that changes. Asked once: each answer has the browser lay out the page. */
function useMedia(query: string): boolean {
  const [list] = useState(() => matchMedia(query))
  const [holds, setHolds] = useState(() => list.matches)
  useEffect(() => {
    // at once: what is printed is not waited for
    const onChange = () => flushSync(() => setHolds(list.matches))
    list.addEventListener('change', onChange)
    return () => list.removeEventListener('change', onChange)
  }, [list])
  return holds
}

/** How far below the top of the page an element begins: where a list that scrolls with the page starts to draw. */
function usePageTop(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setTop(Math.round((element.current?.getBoundingClientRect().top ?? 0) + scrollY))
    measure()
    // what stands above the list may grow
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [element])
  return top
}
