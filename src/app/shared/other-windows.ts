import type { QueryClient } from '@tanstack/react-query'

/** Between the windows of one browser: which instance was changed. Another browser notices within a minute. */
let channel: BroadcastChannel | null = null
const openChannel = (): BroadcastChannel => (channel ??= new BroadcastChannel('latchkey'))

/** Something of this instance was changed here: its key, its settings, or all of it. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is one origin's own, and takes none
export const notifyOtherWindows = (instance: string): void => openChannel().postMessage(instance)

/** Reloads what other windows have changed. A form that is being edited stays: saving it will show the conflict. */
export function followOtherWindows(client: QueryClient): void {
  openChannel().addEventListener('message', ({ data: changed }) => {
    void client.invalidateQueries({ queryKey: ['instances'] })
    for (const part of ['registration', 'history'])
      void client.invalidateQueries({ queryKey: ['instance', changed, part] })
  })
}
