import { types, transformAsync, type PluginObj } from '@babel/core'
import macro from '@lingui/babel-plugin-lingui-macro'
import { getConfig } from '@lingui/conf'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'
import { foundIn } from './found-in.ts'

export const LINGUI_CONFIG = 'src/app/lingui.config.ts'

/** null for a message without placeholders: it may stay as it is. */
function compiled(node: types.Node | null | undefined): types.Expression | null {
  if (!types.isStringLiteral(node)) return null
  const parts = compileMessage(node.value)
  return parts.length === 1 && parts[0] === node.value ? null : types.valueToNode(parts)
}

/** Lingui's own message compiler, run while building: English then needs neither a catalogue nor a parser in the page. */
function compiledMessages(): PluginObj {
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
export function linguiMacro(): Plugin {
  const linguiConfig = getConfig({ configPath: LINGUI_CONFIG })
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

type Catalogue = { messages: Record<string, unknown> }

/** Leaves of the catalogues what the script names: it holds one page of the panel, and all languages, so that none is ever fetched. */
export function ownMessagesOnly(): Plugin {
  const catalogues = new Map<string, Catalogue['messages']>()
  return {
    name: 'latchkey:own-messages-only',
    apply: 'build',
    enforce: 'post',
    async transform(code, id) {
      if (!id.endsWith('.po')) return null
      const name = `LATCHKEY_MESSAGES_${catalogues.size}`
      const { messages }: Catalogue = await import(`data:text/javascript,${encodeURIComponent(code)}`)
      catalogues.set(name, messages)
      return { code: `export const messages = ${name}`, map: null }
    },
    renderChunk(code) {
      const named = new Set(foundIn(code, /["'`]([\w.+/=-]+)["'`]/g))
      return code.replace(/LATCHKEY_MESSAGES_\d+/g, (name) => {
        const own = Object.entries(catalogues.get(name) ?? {}).filter(([id]) => named.has(id))
        return JSON.stringify(Object.fromEntries(own))
      })
    },
  }
}
