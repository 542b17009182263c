import type { Catalogue } from './cause.ts'

/** Accounts, commands and databases by which Latchkey connects to a GLPI. */
export const GLPI_ACCOUNT = {
  'oauth-client-refused': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.oauth-client-refused.title', message: 'GLPI refused the OAuth client' },
    meaning: /*i18n*/ {
      id: 'cause.oauth-client-refused.meaning',
      message:
        'GLPI does not accept the client’s ID, its secret, the grant or this server’s address. Nothing was changed. GLPI’s own answer is shown beside it.',
    },
    next: /*i18n*/ {
      id: 'cause.oauth-client-refused.next',
      message:
        'In GLPI, open Setup > OAuth clients: compare the client’s ID and secret, tick the grant Password and the scope api, and check its allowed addresses.',
    },
    glpi: /*i18n*/ {
      id: 'cause.oauth-client-refused.glpi',
      message:
        'GLPI names the reason: invalid_client is the ID or the secret, unauthorized_client a grant that is not ticked, access_denied an address that the client does not allow.',
    },
    caller: /*i18n*/ {
      id: 'cause.oauth-client-refused.caller',
      message:
        'In GLPI, open the OAuth client that Latchkey uses. Are the grant Password and the scope api ticked there?',
    },
  },
  'oauth-scope-missing': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.oauth-scope-missing.title', message: 'The OAuth client lacks the scope api' },
    meaning: /*i18n*/ {
      id: 'cause.oauth-scope-missing.meaning',
      message:
        'GLPI issued a token without the scope api, and refuses every request made with it. Nothing was changed.',
    },
    next: /*i18n*/ {
      id: 'cause.oauth-scope-missing.next',
      message:
        'In GLPI, open Setup > OAuth clients, choose the client, and tick the scope api. New clients have no scope ticked.',
    },
    glpi: /*i18n*/ {
      id: 'cause.oauth-scope-missing.glpi',
      message: 'GLPI answers 200 to the sign-in, and then 403 to every request.',
    },
    caller: /*i18n*/ {
      id: 'cause.oauth-scope-missing.caller',
      message: 'In GLPI, open the OAuth client that Latchkey uses. Is the scope api ticked?',
    },
  },
  'console-as-root': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.console-as-root.title', message: 'GLPI’s console refuses to run as root' },
    meaning: /*i18n*/ {
      id: 'cause.console-as-root.meaning',
      message:
        'The command that leads to GLPI runs as root, as docker exec does in many images, and GLPI’s console does not run as root. Nothing was written.',
    },
    next: /*i18n*/ {
      id: 'cause.console-as-root.next',
      message:
        'Run it as the user that PHP runs as, the owner of GLPI’s folder files: docker exec -i -u www-data glpi, or sudo -n -u www-data before php.',
    },
    glpi: /*i18n*/ {
      id: 'cause.console-as-root.glpi',
      message:
        'GLPI prints a warning about root and exits with 1. The option allow-superuser would leave files that the web server cannot write.',
    },
    caller: /*i18n*/ {
      id: 'cause.console-as-root.caller',
      message: 'Which command leads Latchkey to GLPI? Add the web server’s user to it, www-data in most images.',
    },
  },
  'command-failed': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.command-failed.title', message: 'The command that leads to GLPI failed' },
    meaning: /*i18n*/ {
      id: 'cause.command-failed.meaning',
      message:
        'Latchkey started the command, and it did not get as far as GLPI’s console, or the console ended with an error. What it said is shown beside it. That says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.command-failed.next',
      message:
        'Run the same command by hand on Latchkey’s server, as Latchkey’s user and without a terminal. Leave out -t in docker exec and kubectl exec, use sudo -n with a rule that asks for no password, and check the container’s name and GLPI’s folder.',
    },
    glpi: /*i18n*/ {
      id: 'cause.command-failed.glpi',
      message: 'A command that does not reach GLPI leaves nothing in its logs.',
    },
    caller: /*i18n*/ {
      id: 'cause.command-failed.caller',
      message:
        'What does Latchkey show as the command’s own message? Ask the server’s administrator to run that command as Latchkey’s user.',
    },
  },
  'database-account-refused': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.database-account-refused.title', message: 'The database refused the account' },
    meaning: /*i18n*/ {
      id: 'cause.database-account-refused.meaning',
      message:
        'The database server answers, and does not let this account in: a wrong name, password or database, a host that it is not allowed from, or an account that is locked, blocked or expired. Its own error is shown beside it.',
    },
    next: /*i18n*/ {
      id: 'cause.database-account-refused.next',
      message:
        'Compare user, password and database name with GLPI’s config/config_db.php; there the password is URL-encoded. The account must be allowed from the address of Latchkey’s server.',
    },
    glpi: /*i18n*/ {
      id: 'cause.database-account-refused.glpi',
      message: 'GLPI itself signs in with the account in config/config_db.php.',
    },
    caller: /*i18n*/ {
      id: 'cause.database-account-refused.caller',
      message: 'Which database user is set in Latchkey? May that user sign in from the server Latchkey runs on?',
    },
  },
  'database-tls-required': {
    severity: 'warning',
    title: /*i18n*/ {
      id: 'cause.database-tls-required.title',
      message: 'The database asks for an encrypted connection',
    },
    meaning: /*i18n*/ {
      id: 'cause.database-tls-required.meaning',
      message:
        'The account may sign in over TLS only, or with a client certificate that was not given. MariaDB answers as to a wrong password.',
    },
    next: /*i18n*/ {
      id: 'cause.database-tls-required.next',
      message:
        'Switch TLS on for this database in the connection, and add its issuer’s certificate and, where the account requires one, a client certificate.',
    },
    glpi: /*i18n*/ {
      id: 'cause.database-tls-required.glpi',
      message: 'In GLPI’s config/config_db.php these are the settings that begin with dbssl.',
    },
    caller: /*i18n*/ {
      id: 'cause.database-tls-required.caller',
      message:
        'Does the account of the database require TLS? Ask the administrator of the database for the certificate of its issuer.',
    },
  },
  'database-unsupported': {
    severity: 'warning',
    title: /*i18n*/ {
      id: 'cause.database-unsupported.title',
      message: 'The database’s sign-in method is not supported',
    },
    meaning: /*i18n*/ {
      id: 'cause.database-unsupported.meaning',
      message:
        'The account signs in by a method that Latchkey cannot use, such as gssapi or PARSEC, or what answers at this port is no MariaDB or MySQL.',
    },
    next: /*i18n*/ {
      id: 'cause.database-unsupported.next',
      message: 'Use an account with mysql_native_password, ed25519 or caching_sha2_password, and check host and port.',
    },
    glpi: /*i18n*/ { id: 'cause.database-unsupported.glpi', message: 'GLPI’s own account is in config/config_db.php.' },
    caller: /*i18n*/ {
      id: 'cause.database-unsupported.caller',
      message:
        'Which sign-in method does the database user have? Ask the administrator of the database for one with a plain password.',
    },
  },
} satisfies Catalogue
