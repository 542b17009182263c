const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

/** Why this Node cannot run Latchkey; undefined where it can. `engines` in package.json says the same to npm, which only warns. */
export const oldNode = () =>
  major < 20 || (major === 20 && minor < 19)
    ? `Latchkey needs Node 20.19 or newer; this is ${process.versions.node}.`
    : undefined
