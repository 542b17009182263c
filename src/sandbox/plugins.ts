/** The stand-in's catalogue. Everything in it is invented; the members are those GLPI reads (src/Glpi/Marketplace/Api/Plugins.php). */
type Sort = { key: string; name: string; does: string; tag: string; offers: string[] | null; from: number; to: number }

const sort = (
  key: string,
  name: string,
  does: string,
  tag: string,
  offers: string[] | null = null,
  from = 9.5,
  to = 12,
): Sort => ({
  key,
  name,
  does,
  tag,
  offers,
  from,
  to,
})

const BASIC = ['GN-BASIC', 'GN-STANDARD', 'GN-ADVANCED']
const STANDARD = ['GN-STANDARD', 'GN-ADVANCED']
const ADVANCED = ['GN-ADVANCED']

const SORTS: readonly Sort[] = [
  sort('practiceforms', 'Practice forms', 'Request forms with questions that depend on answers', 'helpdesk'),
  sort('roomplan', 'Room plan', 'Rooms and desks on a plan', 'inventory'),
  sort('labelpress', 'Label press', 'Labels and codes for assets', 'inventory', []),
  sort('shiftboard', 'Shift board', 'Who is on duty, and when', 'helpdesk', []),
  sort('tidytags', 'Tidy tags', 'Tags on every item', 'tools'),
  sort('quietmail', 'Quiet mail', 'Rules for incoming mail', 'helpdesk'),
  sort('spareparts', 'Spare parts', 'Stock of parts with thresholds', 'inventory'),
  sort('loandesk', 'Loan desk', 'Lend equipment and get it back', 'inventory'),
  sort('costlines', 'Cost lines', 'Costs by department', 'management'),
  sort('wallscreen', 'Wall screen', 'Open tickets on a screen', 'reports'),
  sort('slowquery', 'Slow query', 'Which searches take long', 'tools', null, 10),
  sort('domaindates', 'Domain dates', 'When domains and certificates end', 'management'),
  sort('cableway', 'Cableway', 'Cables from socket to socket', 'inventory', null, 10),
  sort('oldfields', 'Old fields', 'Fields for GLPI before 10', 'tools', null, 9.5, 9.6),
  sort('nextwindow', 'Next window', 'Maintenance windows for GLPI 11', 'management', null, 11),
  sort('surveycards', 'Survey cards', 'Short surveys after a ticket', 'helpdesk', BASIC),
  sort('holdingentities', 'Holding entities', 'Move entities together', 'management', BASIC),
  sort('brandkit', 'Brand kit', 'Logo and colours', 'tools', BASIC),
  sort('approvalpath', 'Approval path', 'Approvals in steps', 'helpdesk', STANDARD),
  sort('signoncloud', 'Sign-on cloud', 'Single sign-on for cloud directories', 'security', STANDARD),
  sort('ticketsplit', 'Ticket split', 'One ticket into several', 'helpdesk', STANDARD),
  sort('deepdash', 'Deep dash', 'Dashboards with filters', 'reports', STANDARD),
  sort('userstream', 'User stream', 'Accounts from a directory by SCIM', 'security', ADVANCED),
  sort('auditglass', 'Audit glass', 'Who saw what', 'security', ADVANCED),
  sort('predictor', 'Predictor', 'Which ticket will be late', 'reports', ADVANCED, 10),
]

export const TAGS = ['helpdesk', 'inventory', 'management', 'reports', 'security', 'tools'] as const

export const OFFERS = [
  { offer_reference: 'GN-REGISTERED', title: 'GLPI Network Registered' },
  { offer_reference: 'GN-BASIC', title: 'GLPI Network Basic' },
  { offer_reference: 'GN-STANDARD', title: 'GLPI Network Standard' },
  { offer_reference: 'GN-ADVANCED', title: 'GLPI Network Advanced' },
]

export const isPlugin = (key: string): boolean => SORTS.some((plugin) => plugin.key === key)

export const withTag = (tag: string): ReadonlySet<string> =>
  new Set(SORTS.filter((plugin) => plugin.tag === tag).map((plugin) => plugin.key))

/** @param glpi major and minor of the GLPI that asks, as a number: it gets the versions that fit it, if any. */
export function pluginsFor(glpi: number, origin: string) {
  return SORTS.map(({ key, name, does, offers, from, to }, index) => ({
    key,
    name,
    logo_url: null,
    homepage_url: `${origin}/plugins/${key}`,
    issues_url: null,
    readme_url: null,
    changelog_url: null,
    license: 'MIT',
    note: 3 + (index % 20) / 10,
    download_count: 40 + index * 113,
    date_added: '2024-03-01',
    date_updated: '2026-09-15',
    authors: [{ id: 1, name: 'Latchkey sandbox' }],
    descriptions: [
      { lang: 'en', short_description: does, long_description: `${does}. Part of the sandbox: it does nothing.` },
    ],
    versions:
      glpi >= from && glpi < to
        ? [{ num: '1.2.0', download_url: `${origin}/archives/${key}-1.2.0.tar.gz`, stability: 'stable' }]
        : [],
    required_offers: offers,
  }))
}
