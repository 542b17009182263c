import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8')

type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string> }
type Lock = { packages: Record<string, { version?: string; integrity?: string; resolved?: string }> }
const manifest: Manifest = JSON.parse(read('package.json'))
const lock: Lock = JSON.parse(read('package-lock.json'))
const direct = { ...manifest.dependencies, ...manifest.devDependencies }

test('each dependency has its reason in the map of the code', () => {
  const map = read('src/README.md')
  const rows = map.slice(map.indexOf('\n## Dependencies')).matchAll(/^\| ([^|]+?) *\| [^|]*\w/gm)
  const named = new Set([...rows].flatMap(([, names = '']) => names.split(', ')))
  // types go with what they describe
  expect(Object.keys(direct).filter((name) => !name.startsWith('@types/') && !named.has(name))).toEqual([])
})

test('each direct dependency is named with its one version', () => {
  expect(Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

test('the lock file is the whole inventory: what is installed is known by its hash, and comes from no other place', () => {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
  expect(packages.length).toBeGreaterThan(100)
  const odd = packages.filter(
    ([, { version, integrity, resolved }]) =>
      !version ||
      !integrity?.startsWith('sha512-') ||
      (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
  )
  expect(odd.map(([path]) => path)).toEqual([])
})
