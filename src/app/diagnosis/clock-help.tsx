import { Trans, useLingui } from '@lingui/react/macro'
import type { Clock, ClockJudgement } from '#domain/clocks.ts'
import { Message } from '../ui/message.tsx'
import { CLOCK_WORDS, FALSIFIED_WORDS } from './clock-words.ts'
import { span } from './measures.ts'

/** For a clock that is off: what that falsifies, and how it is set right. */
export function ClockHelp({ judgement: { clock, aheadSeconds } }: { judgement: ClockJudgement }) {
  const { i18n } = useLingui()
  const name = i18n._(CLOCK_WORDS[clock])
  const isAhead = aheadSeconds > 0
  const size = span(aheadSeconds)
  return (
    <Message
      tone="warning"
      title={
        isAhead ? (
          <Trans>
            {name}: the clock is {size} ahead
          </Trans>
        ) : (
          <Trans>
            {name}: the clock is {size} behind
          </Trans>
        )
      }
    >
      <p>{i18n._(FALSIFIED_WORDS[clock][isAhead ? 'ahead' : 'behind'])}</p>
      <HowTo clock={clock} />
    </Message>
  )
}

function HowTo({ clock }: { clock: Clock }) {
  if (clock === 'vendor') return null
  return (
    <ul className="lk-how-to">
      {clock === 'browser' ? <OnDesktop /> : <OnServer />}
      <li>
        <Trans>Wrong again after each power cut: the battery of the mainboard (CMOS) is drained. Replace it.</Trans>
      </li>
    </ul>
  )
}

const OnDesktop = () => (
  <>
    <li>
      <Trans>Windows: Settings, Time &amp; language, Date &amp; time, “Sync now”.</Trans>
    </li>
    <li>
      <Trans>macOS: System Settings, General, Date &amp; Time, “Set time and date automatically”.</Trans>
    </li>
    <li>
      <Trans>
        Linux: <code>timedatectl set-ntp true</code>.
      </Trans>
    </li>
  </>
)

const OnServer = () => (
  <>
    <li>
      <Trans>
        Switch NTP on: <code>timedatectl set-ntp true</code>. With chrony, <code>chronyc tracking</code> shows how far
        the clock is off, and <code>chronyc makestep</code> sets it at once. NTP needs UDP port 123 outwards, or a time
        server of the site.
      </Trans>
    </li>
    <li>
      <Trans>
        A virtual machine that was paused or restored goes on with its old time: switch on time synchronisation with its
        host, or put <code>makestep 1 -1</code> into chrony’s configuration.
      </Trans>
    </li>
    <li>
      <Trans>A container has the clock of its host: set it there.</Trans>
    </li>
  </>
)
