import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { onAbort } from './on-abort.ts'

test('calls those that are still under way, each once, with one listener for all of them', () => {
  const stopper = new AbortController()
  const called: string[] = []
  const listen = (name: string) => onAbort(stopper.signal, () => void called.push(name))
  const first = listen('first')
  listen('second')
  first()
  // in the place of the first, which can no longer free it
  listen('third')
  first()
  expect(getEventListeners(stopper.signal, 'abort')).toHaveLength(1)
  stopper.abort()
  expect(called.toSorted()).toEqual(['second', 'third'])
})

test('one that ends another while they are stopped', () => {
  const stopper = new AbortController()
  const called: string[] = []
  const others: (() => void)[] = []
  onAbort(stopper.signal, () => {
    called.push('one')
    others.forEach((unlisten) => unlisten())
  })
  others.push(onAbort(stopper.signal, () => void called.push('other')))
  stopper.abort()
  expect(called).toEqual(['one'])
})
