import type { Catalogue } from './cause.ts'

/** The text of the key, and what GLPI Network says of it. */
export const KEY = {
  'key-damaged': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.key-damaged.title', message: 'The text is not a whole key' },
    meaning: /*i18n*/ {
      id: 'cause.key-damaged.meaning',
      message: 'Part of it is missing or was changed in transit. Latchkey neither sends nor saves such text.',
    },
    next: /*i18n*/ {
      id: 'cause.key-damaged.next',
      message:
        'Copy it again from your account on the GLPI Network portal, not from an email or a document. Do not retype it.',
    },
    glpi: /*i18n*/ {
      id: 'cause.key-damaged.glpi',
      message:
        'GLPI saves any text as a key and looks only at its first and last characters. It then shows the key as invalid, or says “Unable to fetch registration information”.',
    },
    caller: /*i18n*/ {
      id: 'cause.key-damaged.caller',
      message:
        'Sign in to the GLPI Network portal, copy the whole key there and paste it into Latchkey. What does Latchkey say about it?',
    },
  },
  'key-wrong-secret': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.key-wrong-secret.title', message: 'This is another secret, not a registration key' },
    meaning: /*i18n*/ {
      id: 'cause.key-wrong-secret.meaning',
      message: 'It looks like a token, a password or GLPI’s own encrypted copy. Latchkey neither sends nor saves it.',
    },
    next: /*i18n*/ {
      id: 'cause.key-wrong-secret.next',
      message: 'Copy the registration key from your account on the GLPI Network portal. Do not share the other secret.',
    },
    glpi: /*i18n*/ {
      id: 'cause.key-wrong-secret.glpi',
      message:
        'GLPI would save it and send it to GLPI Network as a key. GLPI 11 uses a password field for the key, which a browser may fill with a saved password.',
    },
    caller: /*i18n*/ {
      id: 'cause.key-wrong-secret.caller',
      message:
        'Do not read it to me: this is another secret. Sign in to the GLPI Network portal and copy the registration key from there.',
    },
  },
  'key-unsendable': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.key-unsendable.title', message: 'The text cannot be sent as a key' },
    meaning: /*i18n*/ {
      id: 'cause.key-unsendable.meaning',
      message:
        'It contains characters that no HTTP header can carry, or it is longer than 8 KB. Latchkey neither sends nor saves it.',
    },
    next: /*i18n*/ {
      id: 'cause.key-unsendable.next',
      message: 'Copy the key again from your account on the GLPI Network portal, and nothing else.',
    },
    glpi: /*i18n*/ {
      id: 'cause.key-unsendable.glpi',
      message:
        'GLPI sends a line break inside a key unchanged, so the rest arrives as another header. It then says “Unable to fetch registration information”.',
    },
    caller: /*i18n*/ {
      id: 'cause.key-unsendable.caller',
      message:
        'Copy only the key from the GLPI Network portal and paste it into Latchkey. How many characters does Latchkey count?',
    },
  },
  'key-refused': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.key-refused.title', message: 'GLPI Network does not accept this key' },
    meaning: /*i18n*/ {
      id: 'cause.key-refused.meaning',
      message: 'GLPI Network read the key and reports it as invalid. If it gives a reason, its own sentence says why.',
    },
    next: /*i18n*/ {
      id: 'cause.key-refused.next',
      message:
        'Copy the key again from your account on the GLPI Network portal, and make sure it is the one for this GLPI. If it is refused again, ask GLPI Network.',
    },
    glpi: /*i18n*/ {
      id: 'cause.key-refused.glpi',
      message:
        'GLPI keeps the key, shows a red message in Setup > General > GLPI Network, and empties its marketplace. Outside that tab, the message may remain for a day after the key becomes valid.',
    },
    caller: /*i18n*/ {
      id: 'cause.key-refused.caller',
      message:
        'In your account on the GLPI Network portal, is this the key for this GLPI? Copy it again from there, and if it is refused again, read me the sentence from GLPI Network.',
    },
  },
  'subscription-ended': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.subscription-ended.title', message: 'The subscription has ended' },
    meaning: /*i18n*/ {
      id: 'cause.subscription-ended.meaning',
      message: 'The key is genuine, but its subscription is no longer running.',
    },
    next: /*i18n*/ {
      id: 'cause.subscription-ended.next',
      message: 'Renew the subscription on the GLPI Network portal. Pasting the same key again changes nothing.',
    },
    glpi: /*i18n*/ {
      id: 'cause.subscription-ended.glpi',
      message:
        'GLPI shows a terminated subscription in red. Outside the tab this may last for a day after renewal: GLPI caches answers by language, and opening the tab refreshes only one.',
    },
    caller: /*i18n*/ {
      id: 'cause.subscription-ended.caller',
      message:
        'Which end date does your account on the GLPI Network portal show? If it is in the future, check the key again in Latchkey; if not, renew the subscription there first.',
    },
  },
  'subscription-not-started': {
    severity: 'info',
    title: /*i18n*/ { id: 'cause.subscription-not-started.title', message: 'The subscription has not started yet' },
    meaning: /*i18n*/ {
      id: 'cause.subscription-not-started.meaning',
      message: 'The key is genuine, but its subscription starts later.',
    },
    next: /*i18n*/ {
      id: 'cause.subscription-not-started.next',
      message:
        'Leave the key in place: Latchkey checks a saved key again every day. If the subscription should already be running, ask GLPI Network.',
    },
    glpi: /*i18n*/ {
      id: 'cause.subscription-not-started.glpi',
      message: 'GLPI does not distinguish this from an ended subscription; it shows both in red.',
    },
    caller: /*i18n*/ {
      id: 'cause.subscription-not-started.caller',
      message:
        'According to your order, on which day does the subscription start? Leave the key in place until that day.',
    },
  },
  'key-placeholder': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.key-placeholder.title', message: 'This is a placeholder, not a key' },
    meaning: /*i18n*/ {
      id: 'cause.key-placeholder.meaning',
      message:
        'The text is a variable or a reference to a secret that was never replaced with the key itself. Latchkey neither sends nor saves it.',
    },
    next: /*i18n*/ {
      id: 'cause.key-placeholder.next',
      message:
        'Check where the key should have come from: the variable, the template or the vault. Or copy the key from your account on the GLPI Network portal.',
    },
    glpi: /*i18n*/ {
      id: 'cause.key-placeholder.glpi',
      message: 'GLPI saves any text as a key, and then shows it as invalid.',
    },
    caller: /*i18n*/ {
      id: 'cause.key-placeholder.caller',
      message:
        'Which program or template filled in the key? Copy the key from the GLPI Network portal and paste it by hand.',
    },
  },
  'key-differs': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.key-differs.title', message: 'GLPI holds another key' },
    meaning: /*i18n*/ {
      id: 'cause.key-differs.meaning',
      message:
        'The key stored in GLPI is not the one saved in Latchkey. What GLPI Network says about the saved key does not apply to GLPI.',
    },
    next: /*i18n*/ {
      id: 'cause.key-differs.next',
      message: 'Send the saved key to GLPI again, or paste into Latchkey the key that GLPI should use.',
    },
    glpi: /*i18n*/ {
      id: 'cause.key-differs.glpi',
      message: 'Setup > General > GLPI Network shows the subscription of the key that GLPI uses.',
    },
    caller: /*i18n*/ {
      id: 'cause.key-differs.caller',
      message: 'Did somebody change the key in GLPI itself? Which subscription does the GLPI Network tab show there?',
    },
  },
  'key-shared': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.key-shared.title', message: 'One key is used for several GLPIs' },
    meaning: /*i18n*/ {
      id: 'cause.key-shared.meaning',
      message: 'Latchkey knows this key from several instances. Most subscriptions are for one GLPI.',
    },
    next: /*i18n*/ {
      id: 'cause.key-shared.next',
      message:
        'Check on the GLPI Network portal whether the subscription covers all of them, or give each its own key.',
    },
    glpi: /*i18n*/ {
      id: 'cause.key-shared.glpi',
      message: 'A GLPI knows nothing of the others, and shows nothing.',
    },
    caller: /*i18n*/ {
      id: 'cause.key-shared.caller',
      message: 'For which of these GLPIs was the key ordered? Does your subscription cover the others?',
    },
  },
} satisfies Catalogue
