import { readFileSync } from 'node:fs'
import { createSecureContext, type SecureContext } from 'node:tls'

/** A fleet has thousands of GLPIs behind one issuer, and each context takes a few milliseconds to make. */
const contexts = new Map<string, SecureContext>()
const MAX_CONTEXTS = 20

/** Trusts the issuers that Node was started with, and `ca` (PEM). The option of that name would replace them. */
export function trustingContext(ca: string): SecureContext {
  const known = contexts.get(ca)
  if (known) return known
  const context = createSecureContext()
  // once `addCACert` is called, Node no longer adds these itself
  context.context.addCACert(extraIssuers())
  context.context.addCACert(ca)
  if (contexts.size >= MAX_CONTEXTS) contexts.clear()
  contexts.set(ca, context)
  return context
}

/** Like Node, goes on without a file that cannot be read. */
function extraIssuers(): string {
  try {
    return readFileSync(process.env['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8')
  } catch {
    return ''
  }
}
