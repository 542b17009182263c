/** Folders, files and hosts of sign-in services; a redirect to one of these is somebody asking who is there. */
const SIGN_IN =
  /^(.*[-_])?(login|logon|signin|sign-in|sso|saml2?|simplesaml|oauth2?|oidc|openid|authorize|auth|cas|adfs|realms|idp|shibboleth|authelia|keycloak|okta)([-_.].*)?$/i

/** Whether this is where somebody signs in: GLPI's API sends nobody there. */
export const leadsToSignIn = ({ hostname, pathname }: URL): boolean =>
  [...hostname.split('.'), ...pathname.split('/')].some((part) => SIGN_IN.test(part))

/** Whether it is a front page or GLPI's installation, which stand in for whatever was asked for. */
export const isLandingPage = ({ pathname }: URL): boolean =>
  /\/(index\.php|install\/install\.php)?$/.test(pathname) && !pathname.includes('api')
