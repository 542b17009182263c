import { expect, test } from 'vitest'
import { fetchCatalogue, fetchOffers, fetchTags } from './catalogue.ts'
import type { ListQuestion } from './client.ts'
import type { ListAnswer } from './reading.ts'

const KEY = 'eyJpZCI6Nywic2lnbmF0dXJlIjoiM3EyKzd3PT0ifQ=='
const QUESTION = { key: KEY, uid: 'u'.repeat(40), language: 'fr' }

/** A GLPI Network that is no more than its lists. */
function vendor(listFor: (question: ListQuestion, at: number) => readonly unknown[] | ListAnswer) {
  const asked: ListQuestion[] = []
  return {
    asked,
    list: (question: ListQuestion): Promise<ListAnswer> => {
      asked.push(question)
      const given = listFor(question, asked.length - 1)
      return Promise.resolve('cause' in given ? given : { cause: null, list: given, text: JSON.stringify(given) })
    },
  }
}

const pageOf = (page: number, count = 200) =>
  Array.from({ length: count }, (_, at) => ({ key: `plugin${page * 200 + at}`, versions: [] }))

test('pages are asked for as GLPI does, until one is empty', async () => {
  const { list, asked } = vendor((_, at) => (at < 2 ? pageOf(at, at === 0 ? 200 : 7) : []))
  const catalogue = await fetchCatalogue({ list }, QUESTION)
  expect(catalogue.plugins).toHaveLength(207)
  expect(catalogue.missing).toBeNull()
  expect(asked.map(({ path, headers }) => [path, headers['x-range']])).toEqual([
    ['marketplace/plugins', '0-199'],
    ['marketplace/plugins', '200-399'],
    ['marketplace/plugins', '400-599'],
  ])
  expect(asked[0]?.headers).toMatchObject({ 'x-registration-key': KEY, 'x-glpi-network-uid': 'u'.repeat(40) })
})

test('a tag is asked for by an address of its own', async () => {
  const { list, asked } = vendor(() => [])
  await fetchCatalogue({ list }, QUESTION, 'a/b')
  expect(asked[0]?.path).toBe('marketplace/tags/a%2Fb/plugin')
})

test('a page without an answer ends it, with the cause and the pause', async () => {
  const { list } = vendor((_, at) => (at === 0 ? pageOf(0) : { cause: 'rate-limited', retryAfterSeconds: 30 }))
  const { plugins, missing } = await fetchCatalogue({ list }, QUESTION)
  expect(plugins).toHaveLength(200)
  expect(missing).toEqual({ reason: 'no-answer', cause: 'rate-limited', retryAfterSeconds: 30, from: 200 })
})

test('a list that never comes to an end is left', async () => {
  const { list, asked } = vendor((_, at) => pageOf(at, 1))
  const { missing } = await fetchCatalogue({ list }, QUESTION)
  expect(missing).toEqual({ reason: 'too-many', cause: null, retryAfterSeconds: null, from: 10_000 })
  expect(asked).toHaveLength(50)
})

test('a key that cannot travel is not sent', async () => {
  const { list, asked } = vendor(() => [])
  const { missing } = await fetchCatalogue({ list }, { ...QUESTION, key: 'two\nlines' })
  expect(missing).toMatchObject({ reason: 'no-answer', cause: 'key-unsendable', from: 0 })
  expect(await fetchTags({ list }, { ...QUESTION, key: 'two\nlines' })).toEqual({ tags: [], cause: 'key-unsendable' })
  expect(asked).toEqual([])
})

test('offers are asked for without the key, and tags with it', async () => {
  const { list, asked } = vendor((_, at) =>
    at === 0 ? [{ offer_reference: 'GN-BASIC', title: 'Basic' }] : [{ key: 'tools', tag: `Outils ${KEY}` }],
  )
  expect(await fetchOffers({ list }, QUESTION)).toEqual({ titles: { 'GN-BASIC': 'Basic' }, cause: null })
  expect(asked[0]).toMatchObject({
    path: 'registration/offers',
    headers: { accept: 'application/json', 'accept-language': 'fr' },
  })
  expect(JSON.stringify(asked[0])).not.toContain(KEY)
  const { tags } = await fetchTags({ list }, QUESTION)
  expect(asked[1]).toMatchObject({ path: 'marketplace/tags/top', headers: { 'x-lang': 'fr' } })
  expect(JSON.stringify(tags)).not.toContain(KEY.slice(0, 12))
})
