/** What the stand-in offers. Everything in it is invented. */
export type Plugin = {
  key: string
  name: string
  en: string
  fr: string
  tag: Tag
  /** As the vendor gives it: null and an empty list both mean that any key will do. */
  offers: string[] | null
  /** The GLPI versions it fits: `from` included, `to` not. */
  from: number
  to: number
  /** GLPI Network Cloud lists it, and does not hand it out. */
  notOnCloud?: true
}

export const TAGS = {
  helpdesk: 'Assistance',
  inventory: 'Inventaire',
  management: 'Gestion',
  reports: 'Rapports',
  security: 'Sécurité',
  tools: 'Outils',
} as const
export type Tag = keyof typeof TAGS

export const OFFERS = [
  { offer_reference: 'GN-REGISTERED', title: 'Practice Registered' },
  { offer_reference: 'GN-BASIC', title: 'Practice Basic' },
  { offer_reference: 'GN-STANDARD', title: 'Practice Standard' },
  { offer_reference: 'GN-ADVANCED', title: 'Practice Advanced' },
]

const BASIC = { offers: ['GN-BASIC', 'GN-STANDARD', 'GN-ADVANCED'] }
const STANDARD = { offers: ['GN-STANDARD', 'GN-ADVANCED'] }
const ADVANCED = { offers: ['GN-ADVANCED'] }
// before 10.0.8 GLPI took any list, even an empty one, for a higher offer (PR #14657)
const EMPTY = { offers: [] }

type Terms = Partial<Pick<Plugin, 'offers' | 'from' | 'to' | 'notOnCloud'>>

const plugin = (key: string, tag: Tag, [name, en, fr]: [string, string, string], terms: Terms = {}): Plugin => ({
  key,
  name,
  en,
  fr,
  tag,
  offers: null,
  from: 9.5,
  to: 12,
  ...terms,
})

export const PLUGINS: readonly Plugin[] = [
  plugin('practiceforms', 'helpdesk', [
    'Practice forms',
    'Request forms with questions that depend on answers',
    'Formulaires dont les questions dépendent des réponses',
  ]),
  plugin('roomplan', 'inventory', ['Room plan', 'Rooms and desks on a plan', 'Salles et bureaux sur un plan']),
  plugin(
    'labelpress',
    'inventory',
    ['Label press', 'Labels and codes for assets', 'Étiquettes et codes du parc'],
    EMPTY,
  ),
  plugin('shiftboard', 'helpdesk', ['Shift board', 'Who is on duty, and when', 'Qui est de service, et quand'], EMPTY),
  plugin('tidytags', 'tools', ['Tidy tags', 'Tags on every item', 'Des mots-clés sur chaque élément']),
  plugin('quietmail', 'helpdesk', ['Quiet mail', 'Rules for incoming mail', 'Règles pour le courrier entrant']),
  plugin('spareparts', 'inventory', ['Spare parts', 'Stock of parts with thresholds', 'Stock de pièces avec seuils']),
  plugin('loandesk', 'inventory', [
    'Loan desk',
    'Lend equipment and get it back',
    'Prêter du matériel et le récupérer',
  ]),
  plugin('costlines', 'management', ['Cost lines', 'Costs by department', 'Coûts par service']),
  plugin('wallscreen', 'reports', ['Wall screen', 'Open tickets on a screen', 'Les tickets ouverts sur un écran']),
  plugin('slowquery', 'tools', ['Slow query', 'Which searches take long', 'Les recherches qui durent'], {
    from: 10,
    notOnCloud: true,
  }),
  plugin('domaindates', 'management', [
    'Domain dates',
    'When domains and certificates end',
    'Échéances des domaines et des certificats',
  ]),
  plugin('cableway', 'inventory', ['Cableway', 'Cables from socket to socket', 'Les câbles de prise à prise'], {
    from: 10,
  }),
  plugin('oldfields', 'tools', ['Old fields', 'Fields for GLPI before 10', 'Champs pour GLPI avant 10'], { to: 10 }),
  plugin('nextwindow', 'management', ['Next window', 'Maintenance windows', 'Fenêtres de maintenance'], { from: 11 }),
  plugin(
    'surveycards',
    'helpdesk',
    ['Survey cards', 'Short surveys after a ticket', 'Enquêtes après un ticket'],
    BASIC,
  ),
  plugin(
    'holdingentities',
    'management',
    ['Holding entities', 'Move entities together', 'Déplacer des entités ensemble'],
    BASIC,
  ),
  plugin('brandkit', 'tools', ['Brand kit', 'Logo and colours', 'Logo et couleurs'], BASIC),
  plugin('approvalpath', 'helpdesk', ['Approval path', 'Approvals in steps', 'Validations par étapes'], STANDARD),
  plugin(
    'signoncloud',
    'security',
    ['Sign-on cloud', 'Single sign-on for cloud directories', 'Connexion unique pour annuaires en ligne'],
    STANDARD,
  ),
  plugin('ticketsplit', 'helpdesk', ['Ticket split', 'One ticket into several', 'Un ticket en plusieurs'], STANDARD),
  plugin('deepdash', 'reports', ['Deep dash', 'Dashboards with filters', 'Tableaux de bord filtrés'], STANDARD),
  plugin(
    'userstream',
    'security',
    ['User stream', 'Accounts from a directory by SCIM', 'Comptes d’un annuaire par SCIM'],
    ADVANCED,
  ),
  plugin('auditglass', 'security', ['Audit glass', 'Who saw what', 'Qui a vu quoi'], ADVANCED),
  plugin('predictor', 'reports', ['Predictor', 'Which ticket will be late', 'Quel ticket sera en retard'], {
    ...ADVANCED,
    from: 10,
  }),
]

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const MANY_TERMS: readonly Terms[] = [{}, EMPTY, BASIC, {}, STANDARD, { from: 11 }, ADVANCED, { to: 10 }, {}, {}]
const TAG_KEYS = ['helpdesk', 'inventory', 'management', 'reports', 'security', 'tools'] as const

/** A catalogue as long as is asked for: those above, and then others of every kind. */
export function manyPlugins(count: number): Plugin[] {
  const others = Array.from({ length: Math.max(0, count - PLUGINS.length) }, (_, at) =>
    plugin(
      `many${lettersOf(at)}`,
      TAG_KEYS[at % TAG_KEYS.length] ?? 'tools',
      [`Plugin ${at + 1}`, `Practice plugin number ${at + 1}`, `Plugin d’entraînement numéro ${at + 1}`],
      MANY_TERMS[at % MANY_TERMS.length],
    ),
  )
  return [...PLUGINS, ...others].slice(0, count)
}

/** A number in letters: a key has no digits. */
const lettersOf = (number: number): string =>
  [676, 26, 1].map((size) => LETTERS.charAt(Math.floor(number / size) % 26)).join('')
