// The theme (src/app/shell/theme-choice.tsx). The build puts all of this into the page itself (src/bin/page-build/files.ts).
;(() => {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const paper = matchMedia('print')
  const { dataset } = document.documentElement
  const show = (noted) => {
    let chosen = noted
    try {
      chosen ??= localStorage.getItem('latchkey.theme')
    } catch {
      // storage may be forbidden
    }
    dataset.bsTheme = paper.matches ? 'light' : chosen || (system.matches ? 'dark' : 'light')
  }
  // the storage is kept by another process, which a page that the gateway drew need not wait for
  show(dataset.theme)
  for (const media of [system, paper]) media.addEventListener('change', () => show())
})()

// Hides a page that a proxy kept for somebody else (src/contract/page-start.ts).
;(() => {
  const { dataset } = document.documentElement
  if (!dataset.signIn) return
  // the prefix of src/contract/cookie-prefix.ts: over TLS another name could be somebody else's
  const isBelowPath = new URL('.', document.querySelector('link').href).pathname !== '/'
  const prefix = location.protocol !== 'https:' ? '' : isBelowPath ? '__Secure-' : '__Host-'
  if (!document.cookie.split('; ').includes(`${prefix}latchkey-page=${dataset.signIn}`)) dataset.kept = ''
})()

// The last press on a button that the gateway drew is done once the page has its scripts (src/app/first-screen-input.ts).
addEventListener(
  'click',
  (event) => {
    const button = event.target.closest?.('main [data-drawn]')
    if (!button) return
    event.preventDefault()
    for (const { dataset } of document.querySelectorAll('[data-drawn=pressed]')) dataset.drawn = ''
    button.dataset.drawn = 'pressed'
  },
  true,
)

// What the gateway has drawn is shown first; then the scripts are run that take its place (src/server/http/page.ts).
addEventListener('DOMContentLoaded', () => {
  const late = document.querySelectorAll('[data-late]')
  if (late.length === 0) return
  const run = () => {
    for (const link of late) link.rel ||= 'modulepreload'
    void import(/* @vite-ignore */ late[0].href)
  }
  requestAnimationFrame(() => setTimeout(run))
  // a page in the background has no frames
  setTimeout(run, 300)
})
