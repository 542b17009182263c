import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const ROOT = new URL('../../../', import.meta.url)
/** What is no part of what is shipped. */
const NOT_SHIPPED = /(^|\/)testing\/|\.(spec|long)\.tsx?$|^src\/(bench|bin|packaging)\//

const shipped = ['src', 'public']
  .flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((name) => /\.(tsx?|js|mjs)$/.test(name) && !NOT_SHIPPED.test(name))
  .map((name) => ({ name, text: readFileSync(new URL(name, ROOT), 'utf8') }))

const filesWith = (pattern: RegExp): string[] =>
  shipped
    .filter(({ text }) => pattern.test(text))
    .map(({ name }) => name)
    .toSorted()

test.each<[what: string, pattern: RegExp, files: string[]]>([
  ['code from a text', /\beval\(|new Function\(/, []],
  // pages of the guide, which the build has made, through the one policy of Trusted Types
  [
    'markup from a text',
    /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write/i,
    ['src/app/help/help-page.tsx'],
  ],
  ['SQL from a text', /sql\.(raw|lit)\b/, []],
  // pauses between tries are spread with it
  ['numbers that can be guessed', /Math\.random/, ['src/cli/world.ts', 'src/glpi-network/client.ts']],
  ['hashes with collisions', /['"](md5|md4|sha1|ripemd\w*)['"]/i, []],
  ['other programs', /child_process/, ['src/cli/native/libsql-target.ts', 'src/glpi/console/command.ts']],
  [
    'certificates that are not verified as Node does',
    /rejectUnauthorized: false/,
    // to see what is wrong with one, or where it is compared with a pin instead
    [
      'src/glpi-network/probe/refused-connection.ts',
      'src/glpi/database/tls.ts',
      'src/glpi/reach.ts',
      'src/glpi/tls-trust.ts',
    ],
  ],
  // language, theme and the like; the page to go back to; never a key or what a reply said
  [
    'storage of the browser',
    /localStorage|sessionStorage|indexedDB/,
    [
      'public/before-paint.js',
      'src/app/call.ts',
      'src/app/preferences.ts',
      'src/app/shared/token.ts',
      'src/app/together/sharing-view.tsx',
    ],
  ],
  // its first argument after the context is a name with the prefix
  ['cookies without a prefix', /setCookie\(c, (?!cookieNameFor\(|cookie,)/, []],
  // a BroadcastChannel and an EventSource have one origin; a window hears from any
  ['messages of other windows', /\.postMessage\(.*, ['"]|(?<!\.)addEventListener\('message'|window\.onmessage/, []],
])('%s: only where it is known to be right', (_, pattern, files) => {
  expect(filesWith(pattern)).toEqual(files)
})
