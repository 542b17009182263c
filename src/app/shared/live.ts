/** Whether the gateway tells this window what changes. */
export const live = { isUp: false }

/** How often to ask all the same: seldom while the gateway tells by itself. */
export const slowerWhileLive = (pauseMs: number): number => (live.isUp ? 5 * pauseMs : pauseMs)
