import { expect, test } from 'vitest'
import { ALL, readView, sortedBy, writeView, type ListView } from './list-view.ts'

test.each<[string, ListView]>([
  ['', ALL],
  ['q=h%C3%B4pital', { ...ALL, search: 'hôpital' }],
  ['state=ended,broken', { ...ALL, states: ['ended', 'broken'] }],
  ['key=shared', { ...ALL, isShared: true }],
  ['sort=-left', { ...ALL, sort: 'left', descending: true }],
  [
    'q=a+b&state=pending&key=shared&sort=version',
    { search: 'a b', states: ['pending'], isShared: true, sort: 'version', descending: false },
  ],
])('%j is read, and written again', (query, view) => {
  expect(readView(query)).toEqual(view)
  expect(writeView(view)).toBe(query)
})

test.each(['state=good,,', 'sort=colour', 'sort=', 'state=', 'key=mine'])(
  '%j asks for nothing that there is',
  (query) => {
    expect(readView(query)).toEqual(ALL)
  },
)

test('the column that is sorted is turned round, another begins in its own order', () => {
  const once = sortedBy(ALL, 'left')
  expect(once).toMatchObject({ sort: 'left', descending: false })
  expect(sortedBy(once, 'left')).toMatchObject({ sort: 'left', descending: true })
  expect(sortedBy({ ...once, descending: true }, 'state')).toMatchObject({ sort: 'state', descending: false })
})
