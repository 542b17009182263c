// zod probes for `new Function` when the first schema is made, and the Content-Security-Policy reports the probe. Its settings are a
// property of the window, so that they can be made before zod is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
