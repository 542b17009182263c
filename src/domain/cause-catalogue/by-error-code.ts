import type { CauseCode } from '../cause-codes.ts'
import type { OtherWords } from './cause.ts'

/** Where a GLPI's cause has several next steps, the code beside it chooses; GLPI's own codes, OAuth's, and what Latchkey found. */
export const BY_ERROR_CODE: Readonly<Record<string, { of: CauseCode; words: OtherWords }>> = {
  GLPI_SIGN_IN_PAGE: {
    of: 'glpi-not-glpi',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-not-glpi.GLPI_SIGN_IN_PAGE.meaning',
        message:
          'GLPI’s own sign-in page came back instead of its API: the web server sends every path to GLPI’s front page. This says nothing about the key.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-not-glpi.GLPI_SIGN_IN_PAGE.next',
        message:
          'The web server does not pass apirest.php on. Let it run apirest.php (in GLPI 11 also api.php) with the rest of the path, as GLPI’s installation guide shows for Apache and nginx.',
      },
    },
  },
  API_MANUAL: {
    of: 'glpi-not-glpi',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-not-glpi.API_MANUAL.meaning',
        message:
          'The manual of GLPI’s API came back instead of an answer: the web server drops the part of the path after apirest.php.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-not-glpi.API_MANUAL.next',
        message:
          'In nginx, use fastcgi_split_path_info and pass PATH_INFO to PHP. In Apache with FPM, set AcceptPathInfo On. Then reload the web server.',
      },
    },
  },
  LATCHKEY: {
    of: 'glpi-not-glpi',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-not-glpi.LATCHKEY.meaning',
        message: 'Latchkey itself answered: this is its own address, not the address of a GLPI.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-not-glpi.LATCHKEY.next',
        message: 'Open GLPI in a browser and copy the address of its sign-in page into this connection.',
      },
    },
  },
  EMPTY_REPLY: {
    of: 'glpi-not-glpi',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-not-glpi.EMPTY_REPLY.meaning',
        message:
          'The reply was empty. PHP may have stopped before it could answer, or something in front of GLPI removed the answer.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-not-glpi.EMPTY_REPLY.next',
        message: 'A server administrator can check files/_log/php-errors.log and the web server’s log at that time.',
      },
    },
  },
  HTTPS_PORT: {
    of: 'glpi-not-glpi',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-not-glpi.HTTPS_PORT.meaning',
        message: 'This port accepts only HTTPS, but the address starts with http://.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-not-glpi.HTTPS_PORT.next',
        message: 'Write the address with https:// instead of http://.',
      },
    },
  },
  HTTP_BASIC: {
    of: 'glpi-web-login',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-web-login.HTTP_BASIC.meaning',
        message:
          'The web server in front of GLPI asks for its own login (HTTP Basic), so the request does not reach GLPI. This says nothing about the GLPI account.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-web-login.HTTP_BASIC.next',
        message:
          'Set the web server’s login and password in this connection; Latchkey then sends GLPI’s token in the body. Or exempt apirest.php and api.php from that login.',
      },
    },
  },
  SIGN_IN_PAGE: {
    of: 'glpi-web-login',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-web-login.SIGN_IN_PAGE.meaning',
        message:
          'A sign-in page that is not GLPI’s came back, such as single sign-on. The request did not reach GLPI’s API. This says nothing about the GLPI account.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-web-login.SIGN_IN_PAGE.next',
        message:
          'Exempt apirest.php and api.php from that sign-in for the address of Latchkey’s server, or use an internal address that bypasses it.',
      },
    },
  },
  CHALLENGE: {
    of: 'glpi-web-login',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-web-login.CHALLENGE.meaning',
        message:
          'A protection service in front of GLPI checks for a browser and does not let Latchkey through. The request did not reach GLPI’s API.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-web-login.CHALLENGE.next',
        message:
          'Exempt apirest.php and api.php from the challenge for the address of Latchkey’s server, or use an internal address that bypasses it.',
      },
    },
  },
  CERT_PIN_DIFFERS: {
    of: 'tls-untrusted-issuer',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.tls-untrusted-issuer.CERT_PIN_DIFFERS.meaning',
        message:
          'GLPI’s server shows a different certificate from the one pinned in this connection. No token was sent.',
      },
      next: /*i18n*/ {
        id: 'cause.tls-untrusted-issuer.CERT_PIN_DIFFERS.next',
        message:
          'If the certificate was renewed, compare the SHA-256 shown with the one on GLPI’s server, then pin the new one. If nobody renewed it, somebody may be intercepting the connection.',
      },
    },
  },
  CERT_FILE_UNUSABLE: {
    of: 'tls-untrusted-issuer',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.tls-untrusted-issuer.CERT_FILE_UNUSABLE.meaning',
        message: 'The issuer’s certificate in this connection could not be used: it contains no readable certificate.',
      },
      next: /*i18n*/ {
        id: 'cause.tls-untrusted-issuer.CERT_FILE_UNUSABLE.next',
        message:
          'Provide the authority’s certificate as PEM, starting with BEGIN CERTIFICATE. Convert a DER file with openssl x509 -inform der -in ca.cer -out ca.pem.',
      },
    },
  },
  invalid_client: {
    of: 'oauth-client-refused',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.oauth-client-refused.invalid_client.meaning',
        message:
          'GLPI has no OAuth client with this ID and secret. GLPI 11 also answers this way when config/glpicrypt.key was replaced, because the secret is encrypted with it.',
      },
      next: /*i18n*/ {
        id: 'cause.oauth-client-refused.invalid_client.next',
        message:
          'In GLPI, open Setup > OAuth clients and compare the client’s ID and secret with the connection. If both are correct, ask whether GLPI was moved or restored without its encryption file.',
      },
    },
  },
  unauthorized_client: {
    of: 'oauth-client-refused',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.oauth-client-refused.unauthorized_client.meaning',
        message: 'GLPI knows the OAuth client, but its grant Password is not ticked. Nothing was changed.',
      },
      next: /*i18n*/ {
        id: 'cause.oauth-client-refused.unauthorized_client.next',
        message:
          'In GLPI, open Setup > OAuth clients, choose the client, and tick Password under Grants. New clients have no grant ticked.',
      },
    },
  },
  access_denied: {
    of: 'oauth-client-refused',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.oauth-client-refused.access_denied.meaning',
        message:
          'The OAuth client does not allow the address of Latchkey’s server. Nothing was changed. GLPI’s own hint is shown alongside.',
      },
      next: /*i18n*/ {
        id: 'cause.oauth-client-refused.access_denied.next',
        message: 'In GLPI, open Setup > OAuth clients, choose the client, and add that address to its allowed IPs.',
      },
    },
  },
  invalid_grant: {
    of: 'glpi-sign-in-refused',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-sign-in-refused.invalid_grant.meaning',
        message: 'GLPI accepts the OAuth client but not the login and password. Nothing was changed.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-sign-in-refused.invalid_grant.next',
        message:
          'Check the login and password of the account in the connection by signing in with them in a browser. The account must be active, and must not be limited to single sign-on.',
      },
    },
  },
  TOKEN_EMPTY_500: {
    of: 'glpi-error',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-error.TOKEN_EMPTY_500.meaning',
        message:
          'GLPI answered the sign-in with status 500 and nothing else. In GLPI 11, its encryption file config/glpicrypt.key is probably missing or not readable by PHP. Any other PHP error looks the same.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-error.TOKEN_EMPTY_500.next',
        message:
          'A server administrator can check that PHP can read config/glpicrypt.key, and restore it from a backup if it is gone. Look in files/_log/php-errors.log for other errors.',
      },
    },
  },
  EMPTY_SESSION: {
    of: 'crypt-key-missing',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.crypt-key-missing.EMPTY_SESSION.meaning',
        message:
          'GLPI 11 accepted the sign-in but could not encrypt the session: config/glpicrypt.key is missing, not readable by PHP, or not a key.',
      },
    },
  },
  NO_SUCH_PROFILE: {
    of: 'right-missing',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.right-missing.NO_SUCH_PROFILE.meaning',
        message:
          'The account does not have the profile named in the connection. Its profiles are shown alongside. Nothing was changed.',
      },
      next: /*i18n*/ {
        id: 'cause.right-missing.NO_SUCH_PROFILE.next',
        message: 'Write the profile’s name as GLPI shows it, or leave it empty to use the account’s default profile.',
      },
    },
  },
  ERROR_APP_TOKEN_PARAMETERS_MISSING: {
    of: 'glpi-sign-in-refused',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-sign-in-refused.ERROR_APP_TOKEN_PARAMETERS_MISSING.meaning',
        message: 'The API client in GLPI requires an App-Token, and the connection has none. Nothing was changed.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-sign-in-refused.ERROR_APP_TOKEN_PARAMETERS_MISSING.next',
        message:
          'In GLPI, open Setup > General > API, choose the API client for this server, and copy its App-Token into the connection.',
      },
    },
  },
  ERROR_WRONG_APP_TOKEN_PARAMETER: {
    of: 'glpi-sign-in-refused',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-sign-in-refused.ERROR_WRONG_APP_TOKEN_PARAMETER.meaning',
        message:
          'GLPI does not accept the App-Token. It also answers this way when its API client has none, and in GLPI 11 when config/glpicrypt.key was lost or replaced.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-sign-in-refused.ERROR_WRONG_APP_TOKEN_PARAMETER.next',
        message:
          'Compare the App-Token with the API client in Setup > General > API. If the client has none, remove the App-Token from the connection.',
      },
    },
  },
  ERROR_LOGIN_WITH_CREDENTIALS_DISABLED: {
    of: 'glpi-sign-in-refused',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-sign-in-refused.ERROR_LOGIN_WITH_CREDENTIALS_DISABLED.meaning',
        message: 'GLPI’s API does not allow sign-in with a login and password. Nothing was changed.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-sign-in-refused.ERROR_LOGIN_WITH_CREDENTIALS_DISABLED.next',
        message:
          'Use a user token, or ask a GLPI administrator to tick “Enable login with credentials” in Setup > General > API.',
      },
    },
  },
  ERROR_LOGIN_WITH_TOKEN_DISABLED: {
    of: 'glpi-sign-in-refused',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-sign-in-refused.ERROR_LOGIN_WITH_TOKEN_DISABLED.meaning',
        message: 'GLPI’s API does not allow sign-in with a user token. Nothing was changed.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-sign-in-refused.ERROR_LOGIN_WITH_TOKEN_DISABLED.next',
        message:
          'Use a login and password, or ask a GLPI administrator to tick “Enable login with external token” in Setup > General > API.',
      },
    },
  },
  ERROR_NOT_ALLOWED_IP: {
    of: 'glpi-api-disabled',
    words: {
      meaning: /*i18n*/ {
        id: 'cause.glpi-api-disabled.ERROR_NOT_ALLOWED_IP.meaning',
        message: 'GLPI’s API is enabled, but no active API client allows the address of Latchkey’s server.',
      },
      next: /*i18n*/ {
        id: 'cause.glpi-api-disabled.ERROR_NOT_ALLOWED_IP.next',
        message:
          'A GLPI administrator can open Setup > General > API and add that address to an API client, or activate the client.',
      },
    },
  },
}
