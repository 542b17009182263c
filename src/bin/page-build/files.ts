import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { minify, type Plugin } from 'vite'

/** Works on the files once they are written, after the plugins before it. @param work is given their folder. */
const afterWriting = (name: string, work: (folder: string) => Promise<void>): Plugin => ({
  name,
  apply: 'build',
  // not `closeBundle`: that is called after a failure, too, whose message it would replace by one of its own
  writeBundle: { order: 'post', sequential: true, handler: ({ dir = '' }) => work(dir) },
})

const BEFORE_PAINT = '<script src="/before-paint.js"></script>'

/**
 * The one script that the first paint waits for is put into the page, minified: to take it from its cache, a browser takes longer than to
 * run it, and reads no more of the page meanwhile. The gateway names it by its hash in the Content-Security-Policy.
 */
export const inlineBeforePaint = (): Plugin =>
  afterWriting('latchkey:inline-before-paint', async (folder) => {
    const [page, plain] = [join(folder, 'index.html'), join(folder, 'before-paint.js')]
    const { code } = await minify('before-paint.js', readFileSync(plain, 'utf8'))
    const html = readFileSync(page, 'utf8')
    if (!html.includes(BEFORE_PAINT)) throw new Error(`index.html has no ${BEFORE_PAINT}`)
    writeFileSync(
      page,
      html.replace(BEFORE_PAINT, () => `<script>${code.trim()}</script>`),
    )
    rmSync(plain)
  })

/** What is text. Pictures and fonts are compressed as they are. */
const COMPRESSIBLE = /\.(js|css|html|json|svg|webmanifest|txt)$/

const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)]

async function compress(path: string): Promise<void> {
  const bytes = readFileSync(path)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  const encoded = {
    br: await toBrotli(bytes, { params }),
    gz: await toGzip(bytes, { level: constants.Z_BEST_COMPRESSION }),
  }
  for (const [ending, smaller] of Object.entries(encoded))
    if (smaller.length < bytes.length) writeFileSync(`${path}.${ending}`, smaller)
}

/** Writes each file once more as `.br` and `.gz`, as small as can be: the gateway sends them as they are. */
export const precompressed = (): Plugin =>
  afterWriting('latchkey:precompressed', async (folder) => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const texts = names.filter((name) => COMPRESSIBLE.test(name) && !name.startsWith('.vite'))
    // on as many cores as there are
    await Promise.all(texts.map((name) => compress(join(folder, name))))
  })
