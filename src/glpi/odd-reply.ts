import { locationOf, titleInPage, type GlpiReply } from './exchange.ts'
import { Failure, type FailureEvidence } from '#net/failure.ts'

/** As much of a page is searched for what it is. */
const LOOKED_AT = 200_000

type Odd = {
  status: number
  origin: string
  header: GlpiReply['header']
  json: unknown
  title: string
  isEmpty: boolean
  /** The page without its scripts: those of GLPI name whatever it can do. */
  page: string
}

/** `code` chooses the next step, where a cause has several. */
type Kind = [cause: Failure['cause'], code?: string | null, said?: string | null]

/** A page that GLPI made; its own pages have one of these in every version from 9.5 to 11, whatever their language and colours. */
const isOfGlpi = ({ page, title }: Odd): boolean =>
  /glpi-logo|CFG_GLPI|page-anonymous|loginpage/.test(page) || /\bGLPI\b/.test(title)

/** Words for maintenance in the languages of GLPI's own title, for themes that have another picture. */
const MAINTENANCE =
  /maint[ae]n|manuten|mantenim|wartung|onderhoud|vedligehold|vedlikehold|underh[åa]ll|huolto|konserwac|údržb|održav|vzdrževan|karbantart|întreținere|поддръжк|обслужив|обслуговуван|συντήρηση|bakım|صيانة|تعمیر|メンテナンス|维护|維護|유지/iu

/** What answers in place of GLPI's API, and what it means. First match; every one of them is a row of this file's table of cases. */
const KINDS: readonly ((odd: Odd) => Kind | null | false | '')[] = [
  // pages of GLPI itself
  (odd) => /install\/update\.php/.test(odd.page) && isOfGlpi(odd) && ['glpi-update-needed'],
  (odd) => isOfGlpi(odd) && (MAINTENANCE.test(odd.title) || /\b(fa|ti)-tools\b/.test(odd.page)) && ['glpi-maintenance'],
  (odd) => /\bmysql error\b/i.test(odd.title) && ['glpi-database-down'],
  (odd) => odd.status >= 500 && /\b(my)?sql\b|mariadb/i.test(odd.page) && ['glpi-database-down', null, sentenceIn(odd)],
  // what stands before it
  (odd) => challengeIn(odd),
  (odd) => odd.header('cf-mitigated') === 'challenge' && ['glpi-web-login', 'CHALLENGE'],
  (odd) =>
    odd.header('cf-ray') !== null &&
    /just a moment|attention required|un instant/i.test(odd.title) && ['glpi-web-login', 'CHALLENGE'],
  (odd) => odd.status === 401 && odd.json === undefined && ['glpi-web-login'],
  (odd) => odd.status === 429 && ['rate-limited'],
  (odd) => redirectIn(odd),
  (odd) =>
    /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL/i.test(odd.page) && [
      'glpi-not-glpi',
      'HTTPS_PORT',
    ],
  // what fails behind the web server
  (odd) => /^\s*(<br \/>\s*)?(<b>)?(PHP )?(Fatal|Parse) error\b/im.test(odd.page) && ['glpi-error', null, fatalIn(odd)],
  (odd) => odd.status >= 500 && ['glpi-error', null, sentenceIn(odd)],
  (odd) => (odd.status === 404 || odd.status === 410) && ['glpi-not-found'],
  // another page in its place
  (odd) => /\bLatchkey\b/.test(odd.title) && ['glpi-not-glpi', 'LATCHKEY'],
  (odd) =>
    isOfGlpi(odd) && /front\/login\.php|loginpage|login_name/.test(odd.page) && ['glpi-not-glpi', 'GLPI_SIGN_IN_PAGE'],
  (odd) => isOfGlpi(odd) && /session_token/.test(odd.page) && ['glpi-not-glpi', 'API_MANUAL'],
  (odd) => isSignIn(odd) && ['glpi-web-login', 'SIGN_IN_PAGE'],
  (odd) => odd.json === undefined && /^\s*[[{]/.test(odd.page) && ['reply-unreadable'],
  (odd) => odd.isEmpty && ['glpi-not-glpi', 'EMPTY_REPLY'],
]

/** What a reply is that is none of the API's. */
export function failureOfOddReply(reply: GlpiReply): Failure {
  const { status, origin, header, json, text } = reply
  const page = withoutScripts(text.slice(0, LOOKED_AT))
  const odd: Odd = { status, origin, header, json, page, title: titleInPage(reply) ?? '', isEmpty: text.trim() === '' }
  for (const kind of KINDS) {
    const found = kind(odd)
    if (found) return failure(reply, found)
  }
  return failure(reply, ['glpi-not-glpi', null, sentenceIn(odd)])
}

/** GLPI says in a script what it is, on every page; that stays known. */
const withoutScripts = (page: string): string =>
  page
    .split(/<script\b/i)
    .map((part, index) => (index === 0 ? part : afterScript(part)))
    .join('')

function afterScript(part: string): string {
  const end = part.indexOf('</script>')
  const mark = part.includes('CFG_GLPI') ? '<!-- CFG_GLPI -->' : ''
  return end < 0 ? mark : mark + part.slice(end)
}

const failure = (reply: GlpiReply, [cause, code = null, said = null]: Kind): Failure =>
  new Failure(cause, code, { ...evidenceOf(reply), ...(said && { said }) })

/** What can be shown of any reply. */
export function evidenceOf(reply: GlpiReply): FailureEvidence {
  const title = titleInPage(reply)
  const location = locationOf(reply)
  return { status: reply.status, ...(title && { title }), ...(location && { location }) }
}

/** RFC 9110, 11.6.1. GLPI's API asks for nothing by this header. */
function challengeIn({ status, header }: Odd): Kind | null {
  const asked = header('www-authenticate')
  if (status !== 401 || asked === null) return null
  return ['glpi-web-login', /^basic\b/i.test(asked) ? 'HTTP_BASIC' : null, asked]
}

function redirectIn({ status, header, origin }: Odd): Kind | null {
  const location = header('location')
  if (status < 300 || status > 399 || location === null) return null
  const target = URL.canParse(location, origin) ? new URL(location, origin) : null
  if (target === null) return ['glpi-not-glpi']
  if (leadsToSignIn(target)) return ['glpi-web-login', 'SIGN_IN_PAGE']
  return target.origin === origin && isLandingPage(target) ? ['glpi-not-glpi'] : ['redirected']
}

/** A page that asks for a password is not an answer of the API. */
const isSignIn = ({ page, title }: Odd): boolean =>
  /<input\b[^>]{0,500}\btype\s{0,9}=\s{0,9}["']?password/i.test(page) ||
  /\b(sign|log)[ -]?(in|on)\b|\bSSO\b|single sign|connexion|anmeld|iniciar sesión|accedi|logowan|inloggen|authenti/i.test(
    title,
  )

/** The sentence in an error that is JSON, of GLPI or of a gateway before it. */
function sentenceIn({ json }: Odd): string | null {
  if (typeof json !== 'object' || json === null) return null
  for (const name of ['message', 'detail', 'title', 'error_description', 'error']) {
    const value: unknown = Object.getOwnPropertyDescriptor(json, name)?.value
    if (typeof value === 'string' && value !== '') return value
  }
  return null
}

const fatalIn = ({ page }: Odd): string | null =>
  /((Fatal|Parse) error[^\n]*)/i.exec(page.replace(/<[^>]{0,200}>/g, ''))?.[1]?.trim() ?? null

/** Folders, files and hosts of sign-in services. A redirect to one of these asks for a sign-in. */
const SIGN_IN =
  /^(.*[-_])?(login|logon|signin|sign-in|sso|saml2?|simplesaml|oauth2?|oidc|openid|authorize|auth|cas|adfs|realms|idp|shibboleth|authelia|keycloak|okta)([-_.].*)?$/i

/** Whether people sign in there. GLPI's API never redirects to such a place. */
const leadsToSignIn = ({ hostname, pathname }: URL): boolean =>
  [...hostname.split('.'), ...pathname.split('/')].some((part) => SIGN_IN.test(part))

/** Whether it is a front page or GLPI's installation, which stand in for whatever was asked for. */
const isLandingPage = ({ pathname }: URL): boolean =>
  /\/(index\.php|install\/install\.php)?$/.test(pathname) && !pathname.includes('api')
