// Sets the theme before anything is painted; src/app/theme.ts changes it afterwards.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('latchkey.theme')
  } catch {
    // storage may be forbidden; the system's choice stands
  }
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  document.documentElement.dataset.bsTheme = chosen === 'dark' || chosen === 'light' ? chosen : system
})()
