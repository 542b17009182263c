/** The first of these programs that the system has; undefined without one. */
export function onPath(...names: string[]): string | undefined
