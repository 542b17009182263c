import type { Role } from '#contract/panel.ts'

const READS = new Set(['GET', 'HEAD'])

/** What looks, and writes down what it saw, and changes nothing of anyone's. */
const LOOKS = /^\/api\/instances\/[^/]+\/(registration\/(check|refresh)|diagnosis)$/

/** Viewers read and look; whatever is not named here is an administrator's. */
export const mayUse = (role: Role, method: string, path: string): boolean =>
  role === 'admin' || READS.has(method) || (method === 'POST' && LOOKS.test(path))
