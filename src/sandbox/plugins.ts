import { TAGS, type Plugin } from './catalogue.ts'
import type { Behaviour } from './keys.ts'

export const STABLE = '1.2.0'
/** A GLPI that wants no prereleases leaves it out (`GLPI_MARKETPLACE_PRERELEASES`). */
const BETA = '2.0.0-beta1'
/** Every so many plugins have a beta. */
const BETA_EACH = 5

/** Whether a key may download a plugin: any good one, unless offers are named; then a running subscription to one. */
export function covers(behaviour: Behaviour | undefined, { offers }: Plugin): boolean {
  if (behaviour?.kind !== 'subscription') return false
  return !offers?.length || (behaviour.running && offers.includes(behaviour.offer))
}

export const topTags = (french: boolean) => Object.entries(TAGS).map(([key, tag]) => ({ key, tag: french ? tag : key }))

type For = {
  /** Major and minor of the GLPI that asks, as one number: it gets the versions that fit it, if any. */
  glpi: number
  /** It is GLPI Network Cloud, where some plugins are not offered. */
  isCloud: boolean
  behaviour: Behaviour | undefined
  /** Where archives are downloaded from. */
  origin: string
}

/** The members that GLPI reads (src/Glpi/Marketplace/Api/Plugins.php), all of them always there. */
export function wirePlugin(plugin: Plugin, place: number, asked: For) {
  const { key, name, en, fr, offers } = plugin
  const page = `${asked.origin}/plugins/${key}`
  return {
    key,
    name,
    logo_url: null,
    homepage_url: page,
    issues_url: `${page}/issues`,
    readme_url: `${page}/readme`,
    changelog_url: `${page}/changelog`,
    license: 'MIT',
    note: 3 + (place % 20) / 10,
    download_count: 40 + place * 113,
    date_added: `2024-03-${String(1 + (place % 28)).padStart(2, '0')}`,
    date_updated: `2026-09-${String(1 + ((place * 7) % 28)).padStart(2, '0')}`,
    authors: [{ id: 1 + (place % 4), name: `Sandbox author ${1 + (place % 4)}` }],
    descriptions: [
      { lang: 'en', short_description: en, long_description: `${en}. Part of the sandbox: it does nothing.` },
      { lang: 'fr', short_description: fr, long_description: `${fr}. Fait partie du bac à sable : il ne fait rien.` },
    ],
    versions: versions(plugin, place % BETA_EACH === 0, asked),
    required_offers: offers,
  }
}

/** GLPI shows no button to download what has an empty address: that is how the vendor keeps a plugin back. */
function versions(plugin: Plugin, beta: boolean, { glpi, isCloud, behaviour, origin }: For) {
  if (glpi < plugin.from || glpi >= plugin.to) return []
  const isHandedOut = covers(behaviour, plugin) && !(isCloud && plugin.notOnCloud)
  const version = (num: string, stability: string) => ({
    num,
    download_url: isHandedOut ? `${origin}/archives/${plugin.key}-${num}.tar.gz` : '',
    stability,
  })
  return [version(STABLE, 'stable'), ...(beta ? [version(BETA, 'beta')] : [])]
}
