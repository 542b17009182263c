import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'

const FOREVER = 'public, max-age=31536000, immutable'

/** The built page: its files by name, and the page itself for every other address. */
export function pageRoutes(folder: string): Hono {
  return (
    new Hono()
      .get(
        '/assets/*',
        serveStatic({ root: folder, precompressed: true, onFound: (_, c) => c.header('cache-control', FOREVER) }),
      )
      // each encoding of a file has its own tag, made from its bytes
      .use(etag())
      .get('*', serveStatic({ root: folder, precompressed: true }))
      .get(
        '*',
        serveStatic({
          path: join(folder, 'index.html'),
          precompressed: true,
          onFound: (_, c) => c.header('cache-control', 'no-cache'),
        }),
      )
  )
}
