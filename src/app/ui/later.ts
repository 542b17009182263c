import { lazy, type ComponentType } from 'react'

/** A component that is loaded when it is first shown. */
export function later<Name extends string, Props>(load: () => Promise<Record<Name, ComponentType<Props>>>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] }))
}
