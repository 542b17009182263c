import type { Behaviour } from './keys.ts'

const DAY_MS = 86_400_000

const day = (now: number, days: number): string => new Date(now + days * DAY_MS).toISOString().slice(0, 10)

const MESSAGES = {
  en: {
    running: 'This key is good.',
    ended: 'This key is genuine, but its subscription has ended.',
    'not-started': 'This key is genuine, but its subscription has not begun.',
    unknown: 'This key is not known.',
    'other-instance': 'This key is registered for another GLPI.',
    'not-practice': 'This is Latchkey’s sandbox. It knows practice keys only, and says nothing about this one.',
  },
  fr: {
    running: 'Cette clé est bonne.',
    ended: 'Cette clé est authentique, mais son abonnement est terminé.',
    'not-started': 'Cette clé est authentique, mais son abonnement n’a pas commencé.',
    unknown: 'Cette clé est inconnue.',
    'other-instance': 'Cette clé est enregistrée pour un autre GLPI.',
    'not-practice':
      'Ceci est le bac à sable de Latchkey. Il ne connaît que des clés d’entraînement, et ne dit rien de celle-ci.',
  },
} as const

type Answering = Extract<Behaviour, { kind: 'subscription' | 'refused' }>

/** The body of registration/info: always with `owner` and `subscription`, since GLPI warns about missing members. */
export function infoBody(behaviour: Answering, language: string, now: number) {
  const messages = MESSAGES[language.startsWith('fr') ? 'fr' : 'en']
  if (behaviour.kind === 'refused') {
    return { is_valid: false, validation_message: messages[behaviour.reason], owner: null, subscription: null }
  }
  const { title, offer, begins, ends, running } = behaviour
  return {
    is_valid: true,
    validation_message: messages[running ? 'running' : begins > 0 ? 'not-started' : 'ended'],
    owner: { name: 'Sandbox Practice Ltd' },
    subscription: {
      title,
      is_running: running,
      begin_date: day(now, begins),
      end_date: day(now, ends),
      offer_reference: offer,
    },
  }
}
