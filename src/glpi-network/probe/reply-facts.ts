import { withoutEntities } from '#contract/scrub/decodings.ts'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { VendorReply } from '../exchange.ts'
import { isPage } from '../reading.ts'

/** The facts of a reply's head. */
export function factsOfReply({ status, headers, bytes }: VendorReply): SeenFacts {
  const text = (name: string) => headers[name]?.toString()
  return {
    status: String(status),
    'content-type': text('content-type'),
    server: text('server'),
    via: text('via'),
    date: text('date'),
    location: text('location')
      ?.replace(/[?#].*$/s, '')
      .replace(/\/\/[^/@]*@/, '//'),
    'retry-after': text('retry-after'),
    bytes: String(bytes),
  }
}

/** The title of a page that came in place of an answer. It often names the cause. */
export function titleOfVendorPage(reply: VendorReply): string | null {
  if (!isPage(reply)) return null
  const title = /<title[^>]*>([^<]{0,1000})/i.exec(reply.body)?.[1]
  return title === undefined ? null : withoutEntities(title)
}
