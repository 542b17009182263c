import { Plural, Trans } from '@lingui/react/macro'
import { Fragment } from 'react'
import { Link } from 'wouter'
import type { PluginSummary } from '#contract/panel.ts'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { quantity } from '../../ui/format.ts'
import { marketplacePath } from '../../shared/paths.ts'

/** How many plugins the key opens, and which offers the others need. */
export function OpenPlugins({ instance, plugins }: { instance: string; plugins: PluginSummary }) {
  const { open, total, complete, needs } = plugins
  const opened = quantity(open)
  return (
    <LabelledRow label={<Trans>Plugins</Trans>}>
      <Link href={marketplacePath(instance)}>
        <Plural
          value={total}
          one={`${opened} of # plugin is open to this GLPI`}
          other={`${opened} of # plugins are open to this GLPI`}
        />
      </Link>
      {needs.map(({ offer, count }) => (
        <Fragment key={offer}>
          {', '}
          <Trans>
            <Plural value={count} one="# needs" other="# need" /> <span translate="no">{offer}</span>
          </Trans>
        </Fragment>
      ))}
      {!complete && (
        <p className="text-secondary">
          <Trans>The list of plugins was not whole.</Trans>
        </p>
      )}
    </LabelledRow>
  )
}
