/**
 * A GLPI's own address from one of its pages', as `https://glpi.example/glpi/`: people copy it from the browser.
 * Without login, query and script; null for what is no http(s) address.
 */
export function glpiBase(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const folder = url.pathname
    .replace(/\/(index|apirest|api)\.php(\/.*)?$|\/(front|ajax|public)\/.*$/, '')
    .replace(/\/+$/, '')
  return new URL(`${url.origin}${folder}/`)
}

/** Where its legacy API is: at `apirest.php` from 9.5 to 11, and in GLPI 11 also at `api.php/v1`, where an address may name it. */
export function legacyApi(text: string): URL | null {
  const base = glpiBase(text)
  return base && new URL(/\/api\.php\/v1(\/|$)/.test(new URL(text).pathname) ? 'api.php/v1/' : 'apirest.php/', base)
}
