/// <reference types="vite/types/importMeta.d.ts" />

declare module '*.po' {
  import type { Messages } from '@lingui/core'

  export const messages: Messages
}
