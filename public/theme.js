// Before the first paint, and whenever the system's theme changes; src/app/shell/theme-toggle.tsx stores a choice.
;(() => {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const show = () => {
    let chosen = null
    try {
      chosen = localStorage.getItem('latchkey.theme')
    } catch {
      // storage may be forbidden
    }
    document.documentElement.dataset.bsTheme = chosen ?? (system.matches ? 'dark' : 'light')
  }
  show()
  system.addEventListener('change', show)
})()
