import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { ScreenPlace } from '#contract/together.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { findPlace } from './read-screen.ts'

const ROOM = 4

/** A frame around what support points at. It follows the part, takes no click, and presses nothing. */
export function Pointer({ place, onDismiss }: { place: ScreenPlace; onDismiss: () => void }) {
  const { t } = useLingui()
  const frame = useRef<HTMLDivElement>(null)
  const say = useEffectEvent(() => announce(t`Support points at: ${place.label}`))

  useEffect(() => {
    const page = document.querySelector('#root')
    const shown = frame.current
    if (page === null || shown === null) return undefined
    // above a dialog as well
    shown.showPopover?.()
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
    findPlace(page, place)?.scrollIntoView({ block: 'center', behavior: isCalm ? 'auto' : 'smooth' })
    say()
    let next = 0
    const draw = () => {
      const rect = findPlace(page, place)?.getBoundingClientRect()
      shown.classList.toggle('lk-pointer-gone', rect === undefined)
      if (rect) {
        shown.classList.toggle('lk-pointer-right', rect.left > innerWidth / 2)
        shown.style.top = `${rect.top - ROOM}px`
        shown.style.left = `${rect.left - ROOM}px`
        shown.style.width = `${rect.width + 2 * ROOM}px`
        shown.style.height = `${rect.height + 2 * ROOM}px`
      }
    }
    const later = () => {
      cancelAnimationFrame(next)
      next = requestAnimationFrame(draw)
    }
    draw()
    const observer = new MutationObserver(later)
    observer.observe(page, { subtree: true, childList: true, attributes: true })
    addEventListener('scroll', later, true)
    addEventListener('resize', later)
    return () => {
      cancelAnimationFrame(next)
      observer.disconnect()
      removeEventListener('scroll', later, true)
      removeEventListener('resize', later)
    }
  }, [place])

  return (
    <>
      <span className="lk-pointed-at">
        <Trans>Support points at: {place.label}</Trans>
      </span>
      <Button onClick={onDismiss}>
        <Trans>Hide</Trans>
      </Button>
      <div ref={frame} popover="manual" className="lk-pointer" aria-hidden="true">
        <span>
          <Trans>Support points here</Trans>
        </span>
      </div>
    </>
  )
}
