import type { QueryClient } from '@tanstack/react-query'

/** Between the windows of one browser: which instance was changed. Another browser notices by itself, within a minute. */
const channel = new BroadcastChannel('latchkey')

/** Something of this instance was changed here: its key, its settings, or all of it. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is one origin's own, and takes none
export const notifyOtherWindows = (instance: string): void => channel.postMessage(instance)

/** What other windows have changed is asked for anew. What is being edited stays: its own change will say what it has met. */
export function followOtherWindows(client: QueryClient): void {
  channel.addEventListener('message', ({ data: changed }) => {
    void client.invalidateQueries({ queryKey: ['instances'] })
    for (const part of ['registration', 'history'])
      void client.invalidateQueries({ queryKey: ['instance', changed, part] })
  })
}
