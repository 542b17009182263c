import { readdirSync, readFileSync } from 'node:fs'
import { types, transformAsync, type PluginObj } from '@babel/core'
import macro from '@lingui/babel-plugin-lingui-macro'
import { getConfig } from '@lingui/conf'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { PurgeCSS } from 'purgecss'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const linguiConfigFile = 'src/app/lingui.config.ts'

/** Lingui's own message compiler, run while building: English then needs neither a catalogue nor a parser in the page. */
function compiledMessages(): PluginObj {
  const compiled = (node: types.Node | null | undefined) => {
    if (!types.isStringLiteral(node)) return null
    const parts = compileMessage(node.value)
    return parts.length === 1 && parts[0] === node.value ? null : types.valueToNode(parts)
  }
  return {
    visitor: {
      Program: {
        exit: (program) =>
          program.traverse({
            ObjectProperty({ node, parent }) {
              if (!types.isIdentifier(node.key, { name: 'message' }) || !isDescriptor(parent)) return
              node.value = compiled(node.value) ?? node.value
            },
            JSXAttribute({ node }) {
              if (node.name.name !== 'message') return
              const value = compiled(node.value)
              if (value) node.value = types.jsxExpressionContainer(value)
            },
          }),
      },
    },
  }
}

const isDescriptor = (node: types.Node): boolean =>
  node.leadingComments?.some((comment) => comment.value.trim() === 'i18n') ?? false

/** Expands Lingui's macros, in the few files that import them. */
function linguiMacro(): Plugin {
  const linguiConfig = getConfig({ configPath: linguiConfigFile })
  return {
    name: 'latchkey:lingui-macro',
    enforce: 'pre',
    async transform(code, id) {
      if (!/\.tsx?$/.test(id) || !/@lingui\/\w+\/macro/.test(code)) return null
      const result = await transformAsync(code, {
        filename: id,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ['typescript', 'jsx'] },
        plugins: [[macro, { linguiConfig, stripMessageField: false }], compiledMessages],
      })
      return result?.code ? { code: result.code, map: result.map ?? null } : null
    },
  }
}

/** Drops the nine tenths of Tabler's CSS that no file here names; after `@import` is inlined, before it is hashed. */
function purgedCss(): Plugin {
  const sources = () =>
    readdirSync('src/app', { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({ raw: readFileSync(`src/app/${name}`, 'utf8'), extension: 'tsx' }))
  return {
    name: 'latchkey:purged-css',
    apply: 'build',
    async transform(code, id) {
      if (!id.endsWith('.css')) return null
      const content = [...sources(), { raw: readFileSync('index.html', 'utf8'), extension: 'html' }]
      const [purged] = await new PurgeCSS().purge({ content, css: [{ raw: code }], variables: true, keyframes: true })
      return { code: purged?.css ?? code, map: null }
    },
  }
}

export default defineConfig({
  plugins: [linguiMacro(), lingui({ configPath: linguiConfigFile }), react(), purgedCss()],
  build: { outDir: 'dist/app', emptyOutDir: true, manifest: true, modulePreload: { polyfill: false } },
  test: { include: ['src/**/*.spec.{ts,tsx}'], environment: 'node' },
})
