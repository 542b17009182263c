import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#net/testing/free-port.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expect, test } from './panel.ts'

test.use({ env: { LATCHKEY_BASE_PATH: '/latchkey' } })

/** As in src/docs/operations.md. nginx takes the prefix away where the upstream ends with a slash. */
const configFor = (folder: string, port: number, upstream: string) => `
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    location / { return 404; }
    location /latchkey/ {
      proxy_pass ${upstream};
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
    }
  }
}
`

let nginx: ChildProcess | undefined
let folder = ''
test.afterEach(async () => {
  if (nginx && nginx.exitCode === null) {
    nginx.kill()
    await once(nginx, 'exit')
  }
  await rm(folder, { recursive: true, force: true })
})

for (const [kind, path] of [
  ['takes the prefix away', '/'],
  ['leaves the prefix', ''],
] as const) {
  test(
    `below a path of a host that has other things too: nginx ${kind}`,
    { tag: '@full' },
    async ({ gateway, page }) => {
      folder = await mkdtemp(join(tmpdir(), 'latchkey-nginx-'))
      const port = await freePort()
      const origin = `http://127.0.0.1:${port}`
      await writeFile(join(folder, 'nginx.conf'), configFor(folder, port, `${gateway.url}${path}`))
      nginx = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' })
      await expect
        .poll(() =>
          fetch(origin).then(
            ({ status }) => status,
            () => null,
          ),
        )
        .toBe(404)

      const lost: string[] = []
      page.on('response', (reply) => {
        if (reply.status() === 404) lost.push(reply.url())
      })
      const link = new URL(gateway.signInUrl ?? '')
      expect(link.pathname).toBe('/latchkey/sign-in')
      await page.goto(`${origin}${link.pathname}${link.hash}`)
      await expect(page).toHaveURL(`${origin}/latchkey/setup-guide`)
      await page.locator('.lk-guide-practice a').click()
      const [cookie] = await page.context().cookies()
      expect(cookie?.path).toBe('/latchkey/')

      await page.getByRole('textbox', { name: 'Registration key' }).fill(sandboxKey('standard'))
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByRole('main').locator('header').getByText('Active', { exact: true })).toBeVisible()
      // the diagnosis comes line by line
      await page.getByRole('link', { name: 'Diagnosis' }).click()
      await expect(page).toHaveURL(`${origin}/latchkey/sandbox/setup/general/diagnosis`)
      await page.getByRole('button', { name: 'Run the diagnosis' }).click()
      await expect(page.getByRole('main').getByText(/^No problem was found/)).toBeVisible()
      // a page in the middle, and the list of instances, opened anew
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.goto(`${origin}/latchkey/instances`)
      await expect(page.getByRole('link', { name: 'Practice' }).first()).toBeVisible()
      await page.goto(`${origin}/latchkey/`)
      await expect(page).toHaveURL(`${origin}/latchkey/setup-guide`)
      expect(lost).toEqual([])
    },
  )
}
