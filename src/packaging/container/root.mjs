// Lays the root of the image into a folder: `node root.mjs FOLDER`, run by the first stage of the Containerfile, with its Node and its
// C library. Plain JavaScript on Node's own modules, because it runs where nothing of the tests is.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url))
const HOME = 'usr/lib/latchkey'
/** As distroless images number it. */
const USER = 65_532

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('root.mjs needs the folder to lay the root into')
const inRoot = (...path) => join(folder, ...path)

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, dereference: true })
}

/** What Node and the native code of packages have loaded: the loader finds each again at the same path. */
function copyNode() {
  copy(process.execPath, inRoot('usr/bin/node'))
  const packages = readdirSync(inRoot(HOME, 'node_modules'), { recursive: true })
  for (const name of packages.filter((path) => path.endsWith('.node')))
    process.dlopen({ exports: {} }, inRoot(HOME, 'node_modules', name))
  const { sharedObjects } = process.report.getReport()
  const libraries = sharedObjects.filter((path) => /^\/.*\.so(\.|$)/.test(path) && existsSync(path))
  for (const library of [...libraries, ...loadedLater(libraries)]) copy(realpathSync(library), inRoot(library))
}

/** The C library opens these by name, when a name is looked up. */
const LOADED_LATER = ['libnss_dns.so.2', 'libnss_files.so.2', 'libresolv.so.2']

function loadedLater(libraries) {
  const folders = [...new Set(libraries.map((path) => dirname(path)))]
  return LOADED_LATER.flatMap((name) =>
    folders
      .map((each) => join(each, name))
      .filter((path) => existsSync(path))
      .slice(0, 1),
  )
}

/** What `files` in package.json names, built first where it is not there. */
function copyProgram() {
  const { files } = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8'))
  if (files.some((name) => !existsSync(join(CHECKOUT, name))))
    execFileSync(process.execPath, ['src/packaging/prepack.mjs'], { cwd: CHECKOUT, stdio: ['ignore', 2, 2] })
  for (const name of [...files, 'package.json', 'LICENSE']) copy(join(CHECKOUT, name), inRoot(HOME, name))
  copy(fileURLToPath(new URL('healthcheck.mjs', import.meta.url)), inRoot(HOME, 'healthcheck.mjs'))
}

/** What is not bundled, with all that it needs itself: of `optionalDependencies`, those that npm installed for this machine. */
function copyPackages(manifest, from, seen = new Set()) {
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8'))
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const path = packageFolder(name, from)
    if (path === null && name in optionalDependencies) continue
    if (path === null) throw new Error(`${name} is not installed`)
    if (seen.has(path) || !isForThisLibrary(path)) continue
    seen.add(path)
    copy(path, inRoot(HOME, relative(CHECKOUT, path)))
    copyPackages(join(path, 'package.json'), path, seen)
  }
}

/** npm may install native code for both C libraries. */
const isGlibc = process.report.getReport().header.glibcVersionRuntime !== undefined
const isForThisLibrary = (path) => /-musl(eabihf)?$/.test(path) !== isGlibc || !/\/@libsql\/linux-/.test(path)

function packageFolder(name, from) {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? []
  return places.map((place) => join(place, name)).find((path) => existsSync(join(path, 'package.json'))) ?? null
}

/** `latchkey`, started without a shell. */
function makeCommand() {
  const path = inRoot('usr/bin/latchkey')
  writeFileSync(path, `#!/usr/bin/node\nimport('/${HOME}/dist/latchkey/main.js')\n`)
  chmodSync(path, 0o755)
}

/** A person and a group without a login, a folder for the data that is theirs alone, and a place for temporary files. */
function makeUser() {
  mkdirSync(inRoot('etc'), { recursive: true })
  writeFileSync(
    inRoot('etc/passwd'),
    `root:x:0:0:root:/root:/sbin/nologin\nlatchkey:x:${USER}:${USER}:Latchkey:/var/lib/latchkey:/sbin/nologin\n`,
  )
  writeFileSync(inRoot('etc/group'), `root:x:0:\nlatchkey:x:${USER}:\n`)
  writeFileSync(inRoot('etc/nsswitch.conf'), 'hosts: files dns\n')
  mkdirSync(inRoot('var/lib'), { recursive: true })
  mkdirSync(inRoot('var/lib/latchkey'), { mode: 0o700 })
  chownSync(inRoot('var/lib/latchkey'), USER, USER)
  mkdirSync(inRoot('tmp'), { recursive: true })
  chmodSync(inRoot('tmp'), 0o1777)
}

copyProgram()
copyPackages(join(CHECKOUT, 'package.json'), CHECKOUT)
copyNode()
makeCommand()
makeUser()
