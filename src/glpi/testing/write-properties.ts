import fc from 'fast-check'
import { BROKEN, BY_COPY_ALONE, playStory, SOUND, story, type PlayedAct } from './write-stories.ts'

const NO_TROUBLE = fc.constant('none' as const)

/** With the methods that can prove nothing about a key, or only past GLPI; the last one shows that its row is gone. */
const UNPROVABLE = new Set(['rest-v2 ', 'database rest', 'rest-v2 rest-v2'])
const isProvable = ({ pair, key }: PlayedAct): boolean =>
  !UNPROVABLE.has(pair) || (pair === 'rest-v2 rest-v2' && key === '')

/** What stands in a row that GLPI has encrypted nothing into. */
const NOT_SEALED = ['no row', 'NULL', 'empty', 'in clear', 'rubbish'] as const

/** Latchkey never reports a success that is none: all orders of writes and removals, by every connection method and every pair of them, in GLPI 10 and 11. */
export const WRITE_PROPERTIES = {
  'a GLPI that cannot encrypt is never reported as done, and nothing in it as proven': fc.asyncProperty(
    story(BROKEN),
    async (played) => (await playStory(played)).every(({ done, outcome }) => !done && outcome.storage !== 'proven'),
  ),
  'nor is one whose database is written with its own file': fc.asyncProperty(
    story(BROKEN),
    async ({ acts, ...rest }) => {
      const past = acts.map((one) => ({ ...one, copy: one.file, pair: BY_COPY_ALONE }))
      return (await playStory({ ...rest, acts: past })).every(
        ({ done, outcome }) => !done && outcome.storage !== 'proven',
      )
    },
  ),
  'what is reported as done is what GLPI would send, whatever happens in between': fc.asyncProperty(
    story([...SOUND, ...BROKEN]),
    async (played) => (await playStory(played)).every(({ done, key, readable }) => !done || readable === key),
  ),
  'what is reported as readable is what GLPI reads': fc.asyncProperty(story([...SOUND, ...BROKEN]), async (played) =>
    (await playStory(played)).every(({ outcome, key, readable }) => !outcome.readable || readable === key),
  ),
  'a copy that opened nothing of GLPI’s own proves no key, and no copy shows that GLPI can read one': fc.asyncProperty(
    story([...SOUND, ...BROKEN], undefined, NOT_SEALED),
    async ({ acts, ...rest }) => {
      const past = acts.map((one) => ({ ...one, pair: BY_COPY_ALONE }))
      return (await playStory({ ...rest, acts: past })).every(
        ({ outcome }) => outcome.storage !== 'proven' && outcome.readable === null,
      )
    },
  ),
  'a GLPI 11 that lets nobody in is never blamed for its key, and keeps it': fc.asyncProperty(
    story([...SOUND, ...BROKEN]),
    async ({ acts, ...rest }) => {
      const byApi = acts.map((one) => ({ ...one, pair: ['rest', 'rest'] as const }))
      return (await playStory({ ...rest, release: 11, acts: byApi })).every(
        ({ letsIn, outcome }) =>
          letsIn ||
          (outcome.did === 'kept' && outcome.storage === 'unknown' && outcome.cause === 'glpi-sign-in-refused'),
      )
    },
  ),
  'a sound GLPI over a sound connection ends with the key, proven, or without one': fc.asyncProperty(
    story(SOUND.slice(0, 1), NO_TROUBLE),
    async ({ acts, ...rest }) => {
      const [file] = SOUND
      const sound = { ...rest, acts: acts.map((one) => ({ ...one, copy: file ?? one.copy })) }
      return (await playStory(sound)).every(
        (played) => played.readable === played.key && played.done === isProvable(played),
      )
    },
  ),
}
