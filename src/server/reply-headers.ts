/** For replies that are no page, in case a browser opens one as a page. */
export const NO_PAGE = "default-src 'none'; frame-ancestors 'none'"

/** Of every reply of the API, and of what is answered before there is a request. */
export const REPLY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': NO_PAGE,
  'cache-control': 'no-store',
}
