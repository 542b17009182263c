import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { NEVER_ABORTED, onDeadline, startDeadline, timeoutError, waitUntil, withDeadline } from './deadline.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const hang = () => new Promise<never>(() => undefined)
const late = () => new Error('late')

describe('onDeadline', () => {
  test.each([
    ['the time is up', 10, null, [null]],
    ['the signal aborts', 100, 'stopped', [new Error('stopped')]],
    ['the signal aborts, and no time is set', Infinity, 'stopped', [new Error('stopped')]],
  ])('calls once when %s', (_, ms, abortReason, expected) => {
    const stopper = new AbortController()
    const called: (Error | null)[] = []
    onDeadline({ ms, signal: stopper.signal }, (reason) => called.push(reason))
    vi.advanceTimersByTime(50)
    if (abortReason !== null) stopper.abort(new Error(abortReason))
    vi.advanceTimersByTime(1000)
    stopper.abort()
    expect(called).toEqual(expected)
  })

  test('calls at once for a signal that has aborted before', () => {
    const called: (Error | null)[] = []
    onDeadline({ ms: 10, signal: AbortSignal.abort() }, (reason) => called.push(reason))
    expect(called).toMatchObject([{ name: 'AbortError' }])
  })

  test('calls nothing after it is cleared', () => {
    const stopper = new AbortController()
    const called: (Error | null)[] = []
    const clear = onDeadline({ ms: 10, signal: stopper.signal }, (reason) => called.push(reason))
    clear()
    vi.advanceTimersByTime(50)
    stopper.abort()
    expect(called).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('startDeadline aborts with the error for lateness, or with the reason of the signal', () => {
  const stopper = new AbortController()
  const timed = startDeadline({ ms: 10, signal: NEVER_ABORTED }, timeoutError)
  const stopped = startDeadline({ ms: 100, signal: stopper.signal }, timeoutError)
  vi.advanceTimersByTime(50)
  stopper.abort(new Error('stopped'))
  expect(timed.signal.reason).toMatchObject({ name: 'TimeoutError' })
  expect(stopped.signal.reason).toEqual(new Error('stopped'))
})

test('withDeadline lets the work end itself', async () => {
  const work = (signal: AbortSignal) =>
    new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('what was seen by then')))
  const done = withDeadline({ ms: 10, signal: NEVER_ABORTED }, late, work)
  vi.advanceTimersByTime(50)
  expect(await done).toBe('what was seen by then')
})

describe('waitUntil', () => {
  test('gives the result, and leaves no timer', async () => {
    expect(await waitUntil({ ms: 10, signal: NEVER_ABORTED }, late, async () => 'done')).toBe('done')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('does not wait for work that hangs', async () => {
    const done = waitUntil({ ms: 10, signal: NEVER_ABORTED }, late, hang)
    vi.advanceTimersByTime(50)
    await expect(done).rejects.toThrow('late')
  })

  test('does not begin after the signal has aborted', async () => {
    let begun = false
    const work = async () => void (begun = true)
    const limit = { ms: 10, signal: AbortSignal.abort(new Error('stopped')) }
    await expect(waitUntil(limit, (reason) => reason ?? late(), work)).rejects.toThrow('stopped')
    expect(begun).toBe(false)
  })
})
