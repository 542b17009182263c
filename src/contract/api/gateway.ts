import * as z from 'zod/mini'
import { Health, Ready, SandboxKeys } from '../panel.ts'
import { LEAST_ROLE } from '../roles.ts'
import { GatewaySettings } from '../setting-in-force.ts'
import type { RouteGroup } from './route.ts'

/** What the gateway says of itself. */
export const gatewayApi = {
  health: {
    method: 'GET',
    path: '/api/health',
    role: null,
    summary: 'Is the gateway up? Needs no sign-in',
    reply: Health,
  },
  ready: {
    method: 'GET',
    path: '/api/ready',
    role: null,
    summary: 'Can it save, and read what is saved? Needs no sign-in',
    reply: Ready,
    problems: ['not-ready'],
  },
  openApi: {
    method: 'GET',
    path: '/api/openapi.json',
    role: null,
    summary: 'This document',
    reply: z.unknown(),
    isUndocumented: true,
  },
  sandboxKeys: {
    method: 'GET',
    path: '/api/sandbox/keys',
    role: 'viewer',
    summary: "The sandbox's keys",
    reply: SandboxKeys,
  },
  settings: {
    method: 'GET',
    path: '/api/settings',
    role: LEAST_ROLE.administer,
    summary: 'The settings that the gateway was started with, where each comes from, and no secret',
    reply: GatewaySettings,
  },
} as const satisfies RouteGroup
