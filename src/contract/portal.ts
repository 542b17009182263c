/** Where an account, an offer and its key are: GLPI's own button to the portal leads here too. */
export const PORTAL_URL = 'https://services.glpi-network.com'
