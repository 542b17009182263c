import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr'],
  catalogs: [
    {
      path: '<rootDir>/locales/{locale}',
      include: [
        '<rootDir>',
        '<rootDir>/../domain/cause-catalogue',
        '<rootDir>/../domain/clock-words.ts',
        '<rootDir>/../contract',
      ],
      exclude: ['**/*.spec.*'],
    },
  ],
  // line numbers would change the catalogues with every edit above a sentence
  format: formatter({ lineNumbers: false }),
})
