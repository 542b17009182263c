// Shows the chosen theme, or the system's while none was chosen: before anything is painted, and whenever the system's changes.
// src/app/shell/theme-toggle.tsx stores the choice.
;(() => {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const show = () => {
    let chosen = null
    try {
      chosen = localStorage.getItem('latchkey.theme')
    } catch {
      // storage may be forbidden; the system's choice stands
    }
    const isChosen = chosen === 'dark' || chosen === 'light'
    document.documentElement.dataset.bsTheme = isChosen ? chosen : system.matches ? 'dark' : 'light'
  }
  show()
  system.addEventListener('change', show)
})()
