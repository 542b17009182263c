import * as z from 'zod/mini'

// zod probes for `new Function` when the first schema is made, and the Content-Security-Policy reports the probe
z.config({ jitless: true })
