// Before the first paint, and whenever the system's theme changes; src/app/shell/theme-choice.tsx stores a choice.
;(() => {
  const system = matchMedia('(prefers-color-scheme: dark)')
  // paper is white, and browsers leave backgrounds out
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
