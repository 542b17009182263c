import type { Catalogue } from './cause.ts'

/** Accounts, commands and databases by which Latchkey connects to a GLPI. */
export const GLPI_ACCOUNT = {
  'oauth-client-refused': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.oauth-client-refused.title', message: 'GLPI refused the OAuth client' },
    meaning: /*i18n*/ {
      id: 'cause.oauth-client-refused.meaning',
      message:
        'GLPI does not accept the client’s ID or secret, the grant, or this server’s address. Nothing was changed. GLPI’s own answer is shown alongside.',
    },
    next: /*i18n*/ {
      id: 'cause.oauth-client-refused.next',
      message:
        'In GLPI, open Setup > OAuth clients. Compare the client’s ID and secret, tick the grant Password and the scope api, and check its allowed addresses.',
    },
    glpi: /*i18n*/ {
      id: 'cause.oauth-client-refused.glpi',
      message:
        'GLPI names the reason: invalid_client for the ID or the secret, unauthorized_client for a grant that is not ticked, access_denied for an address that the client does not allow.',
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
        'GLPI issued a token without the scope api, so it refuses every request made with it. Nothing was changed.',
    },
    next: /*i18n*/ {
      id: 'cause.oauth-scope-missing.next',
      message:
        'In GLPI, open Setup > OAuth clients, choose the client, and tick the scope api. New clients have no scope ticked.',
    },
    glpi: /*i18n*/ {
      id: 'cause.oauth-scope-missing.glpi',
      message: 'GLPI answers the sign-in with 200, then every request with 403.',
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
        'The command that reaches GLPI runs as root, as docker exec does in many images, but GLPI’s console refuses to run as root. Nothing was written.',
    },
    next: /*i18n*/ {
      id: 'cause.console-as-root.next',
      message:
        'Run it as PHP’s user, which owns GLPI’s files folder: docker exec -i -u www-data glpi, or sudo -n -u www-data in front of php.',
    },
    glpi: /*i18n*/ {
      id: 'cause.console-as-root.glpi',
      message:
        'GLPI prints a warning about root and exits with 1. With the option allow-superuser, it would leave files that the web server cannot write to.',
    },
    caller: /*i18n*/ {
      id: 'cause.console-as-root.caller',
      message:
        'Which command does Latchkey use to reach GLPI? Add the web server’s user to it, www-data in most images.',
    },
  },
  'command-failed': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.command-failed.title', message: 'The command that reaches GLPI failed' },
    meaning: /*i18n*/ {
      id: 'cause.command-failed.meaning',
      message:
        'Latchkey started the command, but it never reached GLPI’s console, or the console ended with an error. Its output is shown alongside. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.command-failed.next',
      message:
        'Run the command by hand on Latchkey’s server, as Latchkey’s user and without a terminal. Omit -t in docker exec and kubectl exec, use sudo -n with a rule that needs no password, and check the container’s name and GLPI’s folder.',
    },
    glpi: /*i18n*/ {
      id: 'cause.command-failed.glpi',
      message: 'A command that does not reach GLPI leaves nothing in its logs.',
    },
    caller: /*i18n*/ {
      id: 'cause.command-failed.caller',
      message:
        'What message from the command does Latchkey show? Ask the server’s administrator to run that command as Latchkey’s user.',
    },
  },
  'database-account-refused': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.database-account-refused.title', message: 'The database refused the account' },
    meaning: /*i18n*/ {
      id: 'cause.database-account-refused.meaning',
      message:
        'The database server answers but refuses this account: the name, password or database is wrong, it may not connect from this host, or it is locked, blocked or expired. The database’s own error is shown alongside.',
    },
    next: /*i18n*/ {
      id: 'cause.database-account-refused.next',
      message:
        'Compare the user, password and database name with GLPI’s config/config_db.php; the password is URL-encoded there. The account must be allowed to connect from Latchkey’s server.',
    },
    glpi: /*i18n*/ {
      id: 'cause.database-account-refused.glpi',
      message: 'GLPI itself signs in with the account in config/config_db.php.',
    },
    caller: /*i18n*/ {
      id: 'cause.database-account-refused.caller',
      message:
        'Which database user is set in Latchkey? Is that user allowed to sign in from the server Latchkey runs on?',
    },
  },
  'database-tls-required': {
    severity: 'warning',
    title: /*i18n*/ {
      id: 'cause.database-tls-required.title',
      message: 'The database requires an encrypted connection',
    },
    meaning: /*i18n*/ {
      id: 'cause.database-tls-required.meaning',
      message:
        'The account may sign in only over TLS, or only with a client certificate, and none was given. MariaDB answers as if the password were wrong.',
    },
    next: /*i18n*/ {
      id: 'cause.database-tls-required.next',
      message:
        'Enable TLS for this database in the connection and add its issuer’s certificate. If the account requires a client certificate, add that too.',
    },
    glpi: /*i18n*/ {
      id: 'cause.database-tls-required.glpi',
      message: 'In GLPI’s config/config_db.php, these are the settings that start with dbssl.',
    },
    caller: /*i18n*/ {
      id: 'cause.database-tls-required.caller',
      message: 'Does the database account require TLS? Ask the database administrator for its issuer’s certificate.',
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
        'The account uses a sign-in method that Latchkey does not support, such as gssapi or PARSEC, or the server at this port is not MariaDB or MySQL.',
    },
    next: /*i18n*/ {
      id: 'cause.database-unsupported.next',
      message:
        'Use an account with mysql_native_password, ed25519 or caching_sha2_password, and check the host and port.',
    },
    glpi: /*i18n*/ { id: 'cause.database-unsupported.glpi', message: 'GLPI’s own account is in config/config_db.php.' },
    caller: /*i18n*/ {
      id: 'cause.database-unsupported.caller',
      message:
        'Which sign-in method does the database user have? Ask the database administrator for an account with a plain password.',
    },
  },
} satisfies Catalogue
