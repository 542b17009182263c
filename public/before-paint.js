// The theme (src/app/shell/theme-choice.tsx). No inline script: the Content-Security-Policy allows none.
;(() => {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const paper = matchMedia('print')
  const show = () => {
    let chosen = ''
    try {
      chosen = localStorage.getItem('latchkey.theme') || ''
    } catch {
      // storage may be forbidden
    }
    document.documentElement.dataset.bsTheme = paper.matches ? 'light' : chosen || (system.matches ? 'dark' : 'light')
  }
  show()
  system.addEventListener('change', show)
  paper.addEventListener('change', show)
})()

// Hides a page that a proxy kept for somebody else (src/contract/page-start.ts).
;(() => {
  const { dataset } = document.documentElement
  const isSame = (cookie) => cookie.endsWith(`latchkey-page=${dataset.signIn}`)
  if (dataset.signIn && !document.cookie.split('; ').some(isSame)) dataset.kept = ''
})()

// A press on a button that the gateway drew is done once the page has its scripts (src/app/first-screen-input.ts).
addEventListener(
  'click',
  (event) => {
    const button = event.target.closest?.('[data-drawn]')
    if (!button) return
    event.preventDefault()
    button.dataset.drawn = 'pressed'
  },
  true,
)
