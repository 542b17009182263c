declare module '*.php?raw' {
  const program: string
  export default program
}
