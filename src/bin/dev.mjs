// `npm run dev`: the page with hot reload, in front of the real gateway and sandbox.
import { spawn } from 'node:child_process'
import { build, createServer } from 'vite'

await build({ configFile: 'src/cli/vite.config.ts', logLevel: 'warn' })
const port = process.env.LATCHKEY_PORT ?? '8420'
const gateway = spawn(process.execPath, ['dist/latchkey/main.js', 'serve'], { stdio: 'inherit' })
const page = await createServer({ server: { port: 5173, proxy: { '/api': `http://127.0.0.1:${port}` } } })
await page.listen()
console.log('The page with hot reload: http://127.0.0.1:5173 (open the sign-in link with this port)')

const stop = async () => {
  gateway.kill('SIGTERM')
  await page.close()
  process.exit()
}
gateway.once('exit', stop)
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)
