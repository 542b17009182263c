import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EDIT_KINDS, type KeyEdit } from '#domain/key.ts'
import { segmentsOf } from './highlighted-text.ts'

const edit = (kind: KeyEdit['kind'], ...ranges: [number, number][]): KeyEdit => ({ kind, count: ranges.length, ranges })

test('cuts a text where its edits begin and end', () => {
  expect(segmentsOf(10, [edit('label', [0, 3]), edit('zero-width', [5, 6])])).toEqual([
    { from: 0, to: 3, fate: 'removed' },
    { from: 3, to: 5, fate: 'unchanged' },
    { from: 5, to: 6, fate: 'removed' },
    { from: 6, to: 10, fate: 'unchanged' },
  ])
})

test('joins neighbours with the same fate', () => {
  expect(segmentsOf(4, [edit('line-break', [0, 1]), edit('reply-mark', [1, 3])])).toEqual([
    { from: 0, to: 3, fate: 'removed' },
    { from: 3, to: 4, fate: 'unchanged' },
  ])
})

test('an empty range is a place where something was added', () => {
  expect(segmentsOf(2, [edit('padding', [2, 2])])).toEqual([
    { from: 0, to: 2, fate: 'unchanged' },
    { from: 2, to: 2, fate: 'added' },
  ])
})

test('stops at as many places as a person looks at', () => {
  const ranges = Array.from({ length: 100_000 }, (_, index): [number, number] => [2 * index, 2 * index + 1])
  const segments = segmentsOf(200_000, [{ kind: 'blank', count: ranges.length, ranges }])
  expect(segments.length).toBeLessThan(500)
})

const range = fc.tuple(fc.nat(40), fc.nat(8)).map(([from, length]): [number, number] => [from, from + length])
const edits = fc.array(fc.record({ kind: fc.constantFrom(...EDIT_KINDS), ranges: fc.array(range, { maxLength: 6 }) }), {
  maxLength: 6,
})

test('segments follow one another without a gap, whatever overlaps', () => {
  fc.assert(
    fc.property(edits, (found) => {
      const segments = segmentsOf(
        50,
        found.map(({ kind, ranges }) => ({ kind, count: 1, ranges: ranges.toSorted((a, b) => a[0] - b[0]) })),
      )
      expect(segments[0]?.from).toBe(0)
      expect(segments.at(-1)?.to).toBe(50)
      for (const [index, { from }] of segments.slice(1).entries()) expect(from).toBe(segments[index]?.to)
    }),
  )
})
