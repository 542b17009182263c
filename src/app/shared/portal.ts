/** GLPI Network's own pages: accounts, subscriptions and their keys. GLPI links there too. */
export const PORTAL_URL = 'https://services.glpi-network.com'
