import type { Behaviour } from './keys.ts'

const DAY_MS = 86_400_000

const day = (now: number, days: number): string => new Date(now + days * DAY_MS).toISOString().slice(0, 10)

const MESSAGES = {
  en: {
    running: 'This key is good.',
    stopped: 'This key is genuine, but its subscription is not running.',
    unknown: 'This key is not known.',
    'other-instance': 'This key is registered for another GLPI.',
  },
  fr: {
    running: 'Cette clé est bonne.',
    stopped: 'Cette clé est authentique, mais son abonnement n’est pas en cours.',
    unknown: 'Cette clé est inconnue.',
    'other-instance': 'Cette clé est enregistrée pour un autre GLPI.',
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
    validation_message: running ? messages.running : messages.stopped,
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
