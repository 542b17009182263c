import fc from 'fast-check'
import { BROKEN, live, SOUND, story } from './bar.ts'

const NO_TROUBLE = fc.constant('none' as const)

/** With the ways that can prove nothing of it, or only past GLPI. */
const UNPROVABLE = new Set(['rest-v2 ', 'database rest'])

/** The first bar: of all orders of writes and removals, by every way and every two ways. */
export const BAR = {
  'a GLPI that cannot encrypt is never reported as done, and nothing in it as proven': fc.asyncProperty(
    story(BROKEN),
    async (told) => (await live(told)).every(({ done, outcome }) => !done && outcome.storage !== 'proven'),
  ),
  'nor is one whose database is written with its own file': fc.asyncProperty(story(BROKEN), async ({ left, acts }) => {
    const past = acts.map((one) => ({ ...one, copy: one.file, pair: ['database', 'database'] as const }))
    return (await live({ left, acts: past })).every(({ done, outcome }) => !done && outcome.storage !== 'proven')
  }),
  'what is reported as done is what GLPI would send, whatever happens on the way': fc.asyncProperty(
    story([...SOUND, ...BROKEN]),
    async (told) => (await live(told)).every(({ done, key, readable }) => !done || readable === key),
  ),
  'a sound GLPI on a sound way ends with the key, proven, or without one': fc.asyncProperty(
    story(SOUND.slice(0, 1), NO_TROUBLE),
    async ({ left, acts }) => {
      const [file] = SOUND
      const sound = { left, acts: acts.map((one) => ({ ...one, copy: file ?? one.copy })) }
      return (await live(sound)).every(
        ({ done, key, pair, readable }) => readable === key && done !== UNPROVABLE.has(pair),
      )
    },
  ),
}
