/**
 * What a proxy in front puts before every path of ours; empty without one. The scripts know where they were loaded from:
 * `/latchkey/assets/panel.js`.
 */
export const BASE_PATH = import.meta.env.DEV ? '' : new URL('..', import.meta.url).pathname.slice(0, -1)
