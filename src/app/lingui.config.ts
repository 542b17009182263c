import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'
import { LANGUAGES } from '../contract/languages.ts'

// line numbers would change the catalogues with every edit above a sentence
const po = formatter({ lineNumbers: false })
const { compare } = new Intl.Collator('en')

export default defineConfig({
  sourceLocale: 'en',
  locales: [...LANGUAGES],
  catalogs: [
    // the page does not load these; their file has a name of its own, because Lingui finds a catalogue by that alone
    { path: '<rootDir>/../cli/locales/cli-{locale}', include: ['<rootDir>/../cli'], exclude: ['**/*.spec.*'] },
    // messages that the gateway sends, in the recipient's language
    {
      path: '<rootDir>/../notices/locales/notices-{locale}',
      include: ['<rootDir>/../notices'],
      exclude: ['**/*.spec.*'],
    },
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
  // a file without any is not parsed: they are half of all
  extractors: [
    {
      match: (path) => /\.tsx?$/.test(path),
      async extract(path, code, ...more) {
        if (!/@lingui\/|i18n/.test(code)) return
        const { default: babel } = await import('@lingui/cli/api/extractors/babel')
        await babel.extract(path, code, ...more)
      },
    },
  ],
  format: {
    ...po,
    // by sentence as usual, then by id: those that read the same would stand as they were found, which differs from run to run
    serialize: (catalog, context) =>
      po.serialize(
        Object.fromEntries(
          Object.entries(catalog).toSorted(
            ([a, one], [b, other]) => compare(one.message ?? '', other.message ?? '') || compare(a, b),
          ),
        ),
        context,
      ),
  },
})
