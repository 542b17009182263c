import type { Words } from '#domain/causes.ts'

/** The lines of `settings`. */
export const SETTINGS_WORDS = {
  environment: /*i18n*/ { id: 'cli.settings.environment', message: 'environment' },
  default: /*i18n*/ { id: 'cli.settings.default', message: 'default' },
  set: /*i18n*/ { id: 'cli.settings.set', message: 'set' },
  setTo: /*i18n*/ { id: 'cli.settings.set-to', message: 'set: {value}' },
  notSet: /*i18n*/ { id: 'cli.settings.not-set', message: 'not set' },
  wrong: /*i18n*/ { id: 'cli.settings.wrong', message: 'cannot be used' },
} satisfies Record<string, Words>
