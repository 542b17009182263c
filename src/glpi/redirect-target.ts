/** Folders, files and hosts of sign-in services. A redirect to one of these asks for a sign-in. */
const SIGN_IN =
  /^(.*[-_])?(login|logon|signin|sign-in|sso|saml2?|simplesaml|oauth2?|oidc|openid|authorize|auth|cas|adfs|realms|idp|shibboleth|authelia|keycloak|okta)([-_.].*)?$/i

/** Whether people sign in there. GLPI's API never redirects to such a place. */
export const leadsToSignIn = ({ hostname, pathname }: URL): boolean =>
  [...hostname.split('.'), ...pathname.split('/')].some((part) => SIGN_IN.test(part))

/** Whether it is a front page or GLPI's installation, which stand in for whatever was asked for. */
export const isLandingPage = ({ pathname }: URL): boolean =>
  /\/(index\.php|install\/install\.php)?$/.test(pathname) && !pathname.includes('api')
