import type { MessageDescriptor } from '@lingui/core'
import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { call, GatewayRefusal } from '../call.ts'
import { announce } from '../ui/announcer.tsx'

/** A restart takes less, and concerns nobody. */
const GRACE_MS = 4000
const PAUSE_MS = 4000
/** An answer that takes longer is none. */
const PATIENCE_MS = 8000

export const DOWN_WORDS: MessageDescriptor = msg`Latchkey’s own server does not answer`

/** Whether the gateway answers. It is asked once something has failed, and then until it answers anything. */
export function createGatewayWatch(isWindowVisible: () => boolean) {
  let isDown = false
  let isAsking = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const watchers = new Set<(isDown: boolean) => void>()

  function settle(isDownNow: boolean): void {
    if (isDown === isDownNow) return
    isDown = isDownNow
    announce(i18n._(isDown ? DOWN_WORDS : msg`Latchkey’s own server answers again.`))
    for (const watcher of watchers) watcher(isDown)
  }

  async function ask(): Promise<void> {
    timer = undefined
    // the stream is opened again when the window is shown, and says by itself whether the gateway answers
    if (!isWindowVisible()) return
    isAsking = true
    const answers = await call('gateway.health', { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
      () => true,
      // a refusal is an answer too
      (error: unknown) => error instanceof GatewayRefusal,
    )
    isAsking = false
    settle(!answers)
    if (!answers) timer ??= setTimeout(() => void ask(), PAUSE_MS)
  }

  return {
    /** Something was not answered, whatever the reason. */
    suspect(): void {
      if (!isAsking) timer ??= setTimeout(() => void ask(), GRACE_MS)
    },
    answered(): void {
      clearTimeout(timer)
      timer = undefined
      settle(false)
    },
    isDown: () => isDown,
    /** @param watcher is called at each change. @returns to be called when it is of no use any more. */
    watch: (watcher: (isDown: boolean) => void): (() => void) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
}

export const gatewayWatch = createGatewayWatch(() => document.visibilityState === 'visible')
