import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageFolderOf } from './record-packages.ts'

const ROOT = join(import.meta.dirname, '../..')

test.each([
  ['/node_modules/react/index.js', 'node_modules/react'],
  ['/node_modules/@noble/hashes/sha2.js', 'node_modules/@noble/hashes'],
  ['/node_modules/wrap-ansi/node_modules/ansi-regex/index.js', 'node_modules/wrap-ansi/node_modules/ansi-regex'],
  ['/node_modules/react/index.js?commonjs-es-import', 'node_modules/react'],
  ['/src/domain/key.ts', null],
])('%s is of %s', (path, folder) => {
  expect(packageFolderOf(`${ROOT}${path}`)).toBe(folder)
  expect(packageFolderOf(`\0${ROOT}${path}`)).toBe(folder)
})

test.each([
  ['\0rolldown/runtime.js', 'node_modules/rolldown'],
  ['\0vite/preload-helper.js', 'node_modules/vite'],
  ['virtual:lingui', null],
])('%j is of %s', (id, folder) => {
  expect(packageFolderOf(id)).toBe(folder)
})
