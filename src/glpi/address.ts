import { withScheme } from '#contract/glpi-address.ts'

/**
 * Names in GLPI's own folder that no folder above it is likely to have. They are compared as they are written: GLPI 11 has `/Helpdesk`,
 * and many a GLPI stands in a folder `helpdesk`.
 */
const OF_GLPI =
  /^(.+\.php|front|ajax|plugins|marketplace|Helpdesk|ServiceCatalog|Form|Forms|Inventory|Illustration|Knowbase|KnowbaseItem|Dashboard|Config|Translation|Progress|Session|UI|ErrorPage|Debug)$/

/** Names that a folder above GLPI may well have, but not right before one of GLPI's own, nor as the last. */
const WHERE_NEXT: Readonly<Record<string, RegExp>> = {
  // GLPI's own setup shows its API's address as https://…/api/, and older documents ask /api/initSession
  api: /^(v\d[\d.]*|initSession|killSession|get[A-Z]\w+|changeActive\w+|token|authorize|doc|doc\.json|search|Config)$/,
  public: OF_GLPI,
  install: OF_GLPI,
  stats: /^$/,
  // without its ending, where the web server adds it
  apirest: /^[a-z]+[A-Z]\w+$/,
}

/**
 * A GLPI's own address from one of its pages', as `https://glpi.example/glpi/`: people copy it from the browser, from GLPI's setup or
 * from a document. Without login, query and script; null for what is no http(s) address.
 */
export function glpiBase(text: string): URL | null {
  const typed = withScheme(text)
  if (!URL.canParse(typed)) return null
  const url = new URL(typed)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const parts = url.pathname.split('/').filter(Boolean)
  const end = parts.findIndex((part, index) => isOfGlpi(part, parts[index + 1]))
  const folder = (end < 0 ? parts : parts.slice(0, end)).map((part) => `/${part}`).join('')
  return new URL(`${url.origin}${folder}/`)
}

function isOfGlpi(part: string, next: string | undefined): boolean {
  if (OF_GLPI.test(part)) return true
  const where = Object.hasOwn(WHERE_NEXT, part) ? WHERE_NEXT[part] : undefined
  return where !== undefined && (next === undefined || where.test(next))
}

/** Where its legacy API is: at `apirest.php` from 9.5 to 11, and in GLPI 11 also at `api.php/v1`, where an address may name it. */
export function legacyApi(text: string): URL | null {
  const base = glpiBase(text)
  if (base === null) return null
  return new URL(/\/api\.php\/v1(\/|$)/.test(new URL(withScheme(text)).pathname) ? 'api.php/v1/' : 'apirest.php/', base)
}
