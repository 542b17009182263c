import '../../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { GlpiSnapshot } from '#contract/glpi-snapshot.ts'
import { PLUGINS_PAGE_CHOICES } from '#contract/panel.ts'
import { changedBy } from '../../call.ts'
import { FailureMessage } from '../../shared/failure-message.tsx'
import { useMay } from '../../shared/queries/session.ts'
import { useSetPluginsPage } from '../../shared/queries/registration-in-glpi.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Done } from '../../ui/done.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Waiting } from '../../ui/waiting.tsx'

type Choice = (typeof PLUGINS_PAGE_CHOICES)[number]

/** As GLPI stores them, from 1. */
const chosenIn = ({ replacePlugins }: GlpiSnapshot): Choice | null =>
  replacePlugins === null ? null : (PLUGINS_PAGE_CHOICES[replacePlugins - 1] ?? null)

type Props = { instance: string; glpi: GlpiSnapshot; revision: string }

/** GLPI asks once whether its marketplace replaces its own page of plugins. Here the answer can be changed. */
export function PluginsPage({ instance, glpi, revision }: Props) {
  const { t } = useLingui()
  const maySet = useMay('administer')
  const change = useSetPluginsPage(instance)
  const now = chosenIn(glpi)
  const [wanted, setWanted] = useState<Choice | null>(null)
  const [asked, setAsked] = useState<{ choice: Choice; revision: string } | null>(null)
  if (!maySet) return null
  const names: Record<Choice, string> = {
    ask: t`GLPI asks`,
    replace: t`Yes: the marketplace takes its place`,
    never: t`No: it stays`,
  }
  const choice = wanted ?? now ?? 'ask'
  const stop = () => {
    setAsked(null)
    change.reset()
  }
  const set = (meant: { choice: Choice; revision: string }) =>
    change.mutate(meant, {
      onSuccess: () => {
        setAsked(null)
        setWanted(null)
        announce(t`Set in GLPI, and read back.`)
      },
    })
  const changed = changedBy(change.error)
  return (
    <div className="lk-row lk-plugins-page">
      <label className="lk-row-label" htmlFor="plugins-page">
        <Trans>Replace the plugins page</Trans>
      </label>
      <div className="lk-row-value">
        {glpi.rights?.update === false ? (
          <Trans>The account of this connection may not change GLPI’s setup, so this cannot be set from here.</Trans>
        ) : (
          <>
            <div className="lk-actions">
              <select
                id="plugins-page"
                className="form-select lk-plugins-page-choice"
                value={choice}
                aria-describedby="plugins-page-hint"
                onChange={({ target }) => setWanted(PLUGINS_PAGE_CHOICES.find((one) => one === target.value) ?? null)}
              >
                {PLUGINS_PAGE_CHOICES.map((one) => (
                  <option key={one} value={one}>
                    {names[one]}
                  </option>
                ))}
              </select>
              {change.isSuccess && wanted === null && (
                <Done>
                  <Trans>Set in GLPI, and read back.</Trans>
                </Done>
              )}
              <Button disabled={choice === now} onClick={() => setAsked({ choice, revision })}>
                <Trans>Set in GLPI…</Trans>
              </Button>
            </div>
            <p id="plugins-page-hint" className="text-secondary">
              {now === null ? (
                <Trans>What is set there now is unknown with this connection.</Trans>
              ) : (
                <Trans>
                  Whether GLPI’s marketplace opens in place of GLPI’s own page of plugins, for everyone there.
                </Trans>
              )}
            </p>
          </>
        )}
      </div>
      {asked && (
        <ConfirmDialog
          title={<Trans>Change GLPI’s own setting?</Trans>}
          onCancel={stop}
          safe={{ label: <Trans>Leave it as it is</Trans>, onPress: stop }}
          action={{
            label: <Trans>Set in GLPI</Trans>,
            variant: 'primary',
            isBusy: change.isPending,
            onPress: () => set(changed ? { choice: asked.choice, revision: changed.revision } : asked),
          }}
          failure={
            changed ? (
              <p>
                <Trans>
                  The key was changed meanwhile. This setting has nothing to do with it: press again to set it.
                </Trans>
              </p>
            ) : (
              change.error && <FailureMessage error={change.error} />
            )
          }
        >
          <p>
            <Trans>Replace the plugins page:</Trans> <strong>{names[asked.choice]}</strong>
          </p>
          <p>
            <Trans>
              It counts for everyone who uses this GLPI, from their next page on, and can be changed back here.
            </Trans>
          </p>
          {change.isPending && (
            <Waiting atMost={60}>
              <Trans>Writing into GLPI…</Trans>
            </Waiting>
          )}
        </ConfirmDialog>
      )}
    </div>
  )
}
