import { getRequestListener } from '@hono/node-server'
import type { RequestListener } from 'node:http'
import type { Gateway } from '#server/gateway.ts'
import { createApp } from '#server/http/app.ts'

/** What answers at the gateway's address: the API, and the page. */
export const listenerFor = (gateway: Gateway, appFolder: string): RequestListener =>
  getRequestListener(createApp(gateway, appFolder).fetch)
