import type { Catalogue } from './cause.ts'

/** What answered at a GLPI's address in place of its API, and why. */
export const GLPI_REPLY = {
  'glpi-not-found': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-not-found.title', message: 'No GLPI was found at this address' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-not-found.meaning',
      message: 'A web server answers there, but there is no GLPI at this path (404). This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-not-found.next',
      message:
        'Open GLPI in a browser and copy the address of its sign-in page. Include the folder, such as /glpi/, but leave out public/.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-not-found.glpi',
      message:
        'GLPI’s APIs are below its address: apirest.php and, in GLPI 11, api.php. The web server must pass requests for both on to GLPI.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-not-found.caller',
      message: 'Open GLPI in your browser and read me the address. Is it the one set in Latchkey, folder included?',
    },
  },
  'glpi-not-glpi': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-not-glpi.title', message: 'Something other than GLPI’s API answered' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-not-glpi.meaning',
      message:
        'The reply did not come from GLPI’s API: it is from a portal, another page, or a web server that does not pass apirest.php on. Its status and title are shown alongside. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-not-glpi.next',
      message:
        'Compare the title of the page with what you expect. Check the address, and check that the web server passes apirest.php and api.php on to GLPI.',
    },
    glpi: /*i18n*/ { id: 'cause.glpi-not-glpi.glpi', message: 'GLPI’s API always answers in JSON.' },
    caller: /*i18n*/ {
      id: 'cause.glpi-not-glpi.caller',
      message:
        'What title does Latchkey show for the page that answered? Open the same address in a browser on the server Latchkey runs on.',
    },
  },
  'glpi-error': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-error.title', message: 'GLPI’s server reports an error' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-error.meaning',
      message:
        'The web server answers, but GLPI behind it fails: PHP is stopped or overloaded, or ended with an error. Status, title and message are shown alongside. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-error.next',
      message:
        'A server administrator can check that PHP-FPM is running, and read GLPI’s files/_log/php-errors.log and the web server’s log.',
    },
    glpi: /*i18n*/ { id: 'cause.glpi-error.glpi', message: 'GLPI’s own pages usually fail at the same time.' },
    caller: /*i18n*/ {
      id: 'cause.glpi-error.caller',
      message: 'Does GLPI open in your browser right now? Ask the server’s administrator whether PHP is running.',
    },
  },
  'glpi-database-down': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-database-down.title', message: 'GLPI cannot reach its database' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-database-down.meaning',
      message: 'GLPI answers that it could not connect to its SQL server. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-database-down.next',
      message:
        'A server administrator can check that MariaDB or MySQL is running, and compare the account with GLPI’s config/config_db.php.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-database-down.glpi',
      message: 'GLPI shows a database error page at every path.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-database-down.caller',
      message: 'Open GLPI in your browser. Does it say that it cannot connect to its database?',
    },
  },
  'glpi-maintenance': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-maintenance.title', message: 'GLPI is in maintenance mode' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-maintenance.meaning',
      message:
        'GLPI answers every request with its maintenance page, including requests to its API. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-maintenance.next',
      message:
        'Wait until the maintenance is over, or end it with php bin/console maintenance:disable. GLPI’s console still works.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-maintenance.glpi',
      message: 'GLPI shows “Service is down for maintenance” to everybody.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-maintenance.caller',
      message: 'Open GLPI in your browser. Does it say that it is down for maintenance?',
    },
  },
  'glpi-update-needed': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-update-needed.title', message: 'GLPI needs a database update' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-update-needed.meaning',
      message:
        'GLPI’s files are newer than its database, so GLPI answers every request by asking for an update. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-update-needed.next',
      message: 'A server administrator can back up GLPI and complete the update: php bin/console db:update.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-update-needed.glpi',
      message: 'GLPI shows “Update needed” instead of its sign-in page.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-update-needed.caller',
      message: 'Was GLPI upgraded recently? Open it in your browser and tell me whether it asks for an update.',
    },
  },
  'glpi-sessions-unwritable': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-sessions-unwritable.title', message: 'GLPI cannot open a session' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-sessions-unwritable.meaning',
      message:
        'GLPI accepted the sign-in but returned an empty session. It cannot write its session files or, in GLPI 11, cannot encrypt the session because it lacks its encryption file.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-sessions-unwritable.next',
      message:
        'A server administrator can check that PHP can write to files/_sessions and that the disk is not full. With GLPI 11, check that PHP can read config/glpicrypt.key.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-sessions-unwritable.glpi',
      message: 'If the session folder is not writable, nobody can sign in to GLPI in a browser either.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-sessions-unwritable.caller',
      message:
        'Can you sign in to GLPI in your browser right now? Ask the server’s administrator whether the disk is full.',
    },
  },
  'glpi-web-login': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-web-login.title', message: 'Another sign-in protects GLPI' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-web-login.meaning',
      message:
        'The web server, or a gateway in front of it, asks for its own login, so the request does not reach GLPI’s API. This says nothing about the GLPI account.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-web-login.next',
      message:
        'Exempt apirest.php and api.php from that sign-in for the address of Latchkey’s server. For HTTP Basic, you can also set the web server’s login in the connection.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-web-login.glpi',
      message:
        'GLPI also accepts the token in the body, so the web server’s HTTP Basic login and a user token work together.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-web-login.caller',
      message: 'Does your browser ask for a name and a password before GLPI’s own sign-in page appears?',
    },
  },
  'glpi-header-dropped': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-header-dropped.title', message: 'The web server drops the Authorization header' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-header-dropped.meaning',
      message:
        'The sign-in was sent in the Authorization header, but GLPI did not receive it. This says nothing about the token or password.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-header-dropped.next',
      message:
        'In Apache, set CGIPassAuth On for GLPI’s folder. In nginx, add fastcgi_param HTTP_AUTHORIZATION $http_authorization. Then reload the web server.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-header-dropped.glpi',
      message:
        'GLPI answers ERROR_LOGIN_PARAMETERS_MISSING although a login was sent. GLPI 11 issues a token, then refuses it.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-header-dropped.caller',
      message:
        'Which web server does GLPI run on, Apache or nginx? Ask its administrator to pass the Authorization header on to PHP.',
    },
  },
} satisfies Catalogue
