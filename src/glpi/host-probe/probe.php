<?php

/**
 * Latchkey's look at a GLPI from GLPI's own machine, for PHP 7.4 and newer. Sent to `php` on stdin, so nothing is left there.
 * It reads and asks, and changes nothing. What it prints is one JSON object between two marks, see answer.ts; never a
 * key, a password or a token: of the stored key its fingerprint, its length, and the hash of the value it stands in.
 */

error_reporting(0);
ini_set('display_errors', '0');
set_time_limit(20);
// a resolver that does not answer is waited for once (resolv.conf(5))
putenv('RES_OPTIONS=timeout:2 attempts:1');

const MARK = '=latchkey=';
const KEY_NAME = 'glpinetwork_registration_key';
const NONCE_BYTES = 24;
const TAG_BYTES = 16;
const CRYPT_KEY_BYTES = 32;

// at once, because the moment at which it arrives is compared with what it says
echo "\n", MARK, 'clock ', sprintf('%.3F', microtime(true) * 1000), "\n";
flush();

/** What GLPI's config_db.php is a child of: there it connects, here it only holds what is written in that file. */
class DBmysql
{
    public $dbhost = '';
    public $dbuser = '';
    public $dbpassword = '';
    public $dbdefault = '';
    public $dbssl = false;
    public $dbsslkey = null;
    public $dbsslcert = null;
    public $dbsslca = null;
    public $dbsslcapath = null;
    public $dbsslcacipher = null;
}

/** What GLPI's constants come to: the environment, config/local_define.php, inc/downstream.php; the first one wins (inc/based_config.php). */
function readConstants(string $folder): void
{
    define('GLPI_ROOT', $folder);
    $names = ['CONFIG_DIR', 'VAR_DIR', 'MARKETPLACE_DIR', 'MARKETPLACE_ENABLE', 'INSTALL_MODE', 'NETWORK_SERVICES', 'NETWORK_API_URL'];
    foreach ($names as $name) {
        if (getenv("GLPI_$name") !== false) {
            define("GLPI_$name", getenv("GLPI_$name"));
        }
    }
    foreach (array_unique([setting('CONFIG_DIR', "$folder/config"), "$folder/config"]) as $configDir) {
        quietly(function () use ($configDir) {
            is_readable("$configDir/local_define.php") && include_once "$configDir/local_define.php";
        });
    }
    quietly(function () use ($folder) {
        is_readable("$folder/inc/downstream.php") && include_once "$folder/inc/downstream.php";
    });
}

function setting(string $name, string $default): string
{
    return defined("GLPI_$name") ? (string) constant("GLPI_$name") : $default;
}

/** Files of others may print, and fail. */
function quietly(callable $work)
{
    ob_start();
    try {
        return $work();
    } catch (Throwable $error) {
        return null;
    } finally {
        ob_end_clean();
    }
}

function lookAtPhp(): array
{
    // what GLPI cannot do without (its src/System/RequirementsManager.php), and sodium, with which it encrypts
    $needed = ['curl', 'dom', 'fileinfo', 'filter', 'gd', 'iconv', 'intl', 'json', 'libxml', 'mbstring', 'mysqli', 'openssl', 'simplexml', 'sodium', 'xmlreader', 'xmlwriter', 'zlib'];
    return [
        'version' => PHP_VERSION,
        'missing' => array_values(array_filter($needed, function ($name) {
            return !extension_loaded($name);
        })),
    ];
}

function userName($id): ?string
{
    $known = $id !== null && function_exists('posix_getpwuid') ? posix_getpwuid($id) : false;
    return $known ? $known['name'] : ($id === null ? null : (string) $id);
}

/** @return array{id: int, gid: int, name: string, groups: int[], from: string} `from`: what tells it, one of the values of answer.ts. */
function userOf(int $id, ?int $gid, string $from): array
{
    $known = function_exists('posix_getpwuid') ? posix_getpwuid($id) : false;
    $name = $known ? $known['name'] : (string) $id;
    $gid = $known ? $known['gid'] : ($gid ?? $id);
    $groups = [$gid];
    foreach (@file('/etc/group', FILE_IGNORE_NEW_LINES) ?: [] as $line) {
        $parts = explode(':', $line);
        if (in_array($name, explode(',', $parts[3] ?? ''), true)) {
            $groups[] = (int) $parts[2];
        }
    }
    return ['id' => $id, 'gid' => $gid, 'name' => $name, 'groups' => $groups, 'from' => $from];
}

/** Whom PHP runs as behind the web server: whoever owns `files/`, in which it writes; or else whoever the web server's PHP runs as here. */
function phpUser(string $folder, string $varDir): ?array
{
    foreach ([$varDir, "$varDir/_sessions", "$varDir/_cache", "$varDir/_log"] as $place) {
        $owner = is_dir($place) ? fileowner($place) : false;
        // nobody lets PHP run as root
        if ($owner) {
            return userOf($owner, filegroup($place), $place === $varDir ? 'files' : 'files-part');
        }
    }
    $found = [];
    foreach (glob('/proc/[0-9]*/comm') ?: [] as $file) {
        $owner = preg_match('/^(php-fpm|php[\d.]+-fpm|apache2|httpd|frankenphp)/', (string) file_get_contents($file)) ? fileowner(dirname($file)) : false;
        if ($owner) {
            $found[$owner] = true;
        }
    }
    $user = count($found) === 1 ? userOf(key($found), null, 'process') : null;
    // a web server's PHP that cannot read this GLPI belongs to another one
    return $user && mayByMode("$folder/bin/console", $user, 4) === true ? $user : null;
}

/** Root becomes whom PHP runs as, and sees from then on what PHP sees: groups, lists of rights and mounts included. */
function become(array $user): bool
{
    if (!function_exists('posix_geteuid') || posix_geteuid() !== 0) {
        return function_exists('posix_geteuid') && posix_geteuid() === $user['id'];
    }
    $done = posix_initgroups($user['name'], $user['gid']) && posix_setgid($user['gid']) && posix_setuid($user['id']);
    clearstatcache(true);
    return $done;
}

/** What the modes of a path and of all folders above it give somebody else; null where a list of rights may say otherwise, or it is hidden. */
function mayByMode(string $path, array $user, int $bit): ?bool
{
    $may = true;
    for ($place = $path, $wanted = $bit; ; $place = dirname($place), $wanted = 1) {
        $here = mayHere($place, $user, $wanted);
        if ($here === false) {
            return false;
        }
        $may = $here === null ? null : $may;
        if ($place === dirname($place)) {
            return $may;
        }
    }
}

function mayHere(string $path, array $user, int $bit): ?bool
{
    $mode = file_exists($path) ? fileperms($path) : false;
    if ($mode === false) {
        return null;
    }
    if (fileowner($path) === $user['id']) {
        return (bool) ($mode >> 6 & $bit);
    }
    if (hasRightsList($path) !== false) {
        return null;
    }
    return (bool) ((in_array(filegroup($path), $user['groups'], true) ? $mode >> 3 : $mode) & $bit);
}

/** POSIX.1e lists of rights (acl(5)) show in ls alone; null where ls cannot be asked. */
function hasRightsList(string $path): ?bool
{
    static $known = [];
    if (!array_key_exists($path, $known)) {
        $line = function_exists('exec') ? exec('ls -ldn -- ' . escapeshellarg($path) . ' 2>/dev/null') : false;
        $known[$path] = $line ? substr($line, 10, 1) === '+' : null;
    }
    return $known[$path];
}

/**
 * A file or a folder, as PHP behind the web server finds it. `there`: null where this user may not know. `readable`, `writable`: null
 * where it cannot be told whether PHP may.
 */
function lookAtPath(string $path, ?array $php, bool $isPhp): array
{
    $there = file_exists($path);
    $may = function (int $bit) use ($path, $php, $isPhp, $there): ?bool {
        if (!$there || $php === null) {
            return $isPhp && !$there ? false : null;
        }
        return $isPhp ? ($bit === 4 ? is_readable($path) : is_writable($path)) : mayByMode($path, $php, $bit);
    };
    return [
        'there' => $there ? true : (isHidden(dirname($path)) ? null : false),
        'owner' => $there ? userName(fileowner($path)) : null,
        'mode' => $there ? substr(sprintf('%o', fileperms($path)), -4) : null,
        'bytes' => $there && is_file($path) ? filesize($path) : null,
        'readable' => $may(4),
        'writable' => $may(2),
    ];
}

function isHidden(string $folder): bool
{
    if (is_dir($folder)) {
        return !is_executable($folder);
    }
    return !file_exists($folder) && $folder !== dirname($folder) && isHidden(dirname($folder));
}

/** Whether GLPI's console would run as this user: releases differ about root, and all of them want to write in these folders first. */
function lookAtConsole(string $folder, string $varDir): array
{
    $isRoot = function_exists('posix_geteuid') && posix_geteuid() === 0;
    $text = (string) file_get_contents("$folder/bin/console", false, null, 0, 65536);
    $parts = array_filter(['_cache', '_cron', '_dumps', '_graphs', '_lock', '_pictures', '_plugins', '_rss', '_sessions', '_tmp', '_uploads'], function ($name) use ($varDir) {
        return is_dir("$varDir/$name");
    });
    $closed = array_values(array_filter(array_merge([$varDir], array_map(function ($name) use ($varDir) {
        return "$varDir/$name";
    }, $parts)), function ($place) {
        return !is_writable($place);
    }));
    return [
        'isRoot' => $isRoot,
        'mayRefuseRoot' => $isRoot && preg_match('/superuser|\bas root\b|geteuid/i', $text) === 1,
        'closed' => is_dir($varDir) ? ($closed[0] ?? false) : null,
    ];
}

/** GLPI tells its version in inc/define.php, since 11 in src/autoload/constants.php. null: there is no GLPI in this folder. */
function versionIn(string $folder): ?string
{
    foreach (["$folder/inc/define.php", "$folder/src/autoload/constants.php"] as $file) {
        $found = preg_match("/define\(\s*['\"]GLPI_VERSION['\"]\s*,\s*['\"]([^'\"]{1,40})['\"]/", (string) file_get_contents($file), $match);
        if ($found) {
            return $match[1];
        }
    }
    return null;
}

/** As a GLPI opens its database (src/DBmysql.php): the password is URL-encoded, and a host may be one of several, or name a port or a socket. */
function openDatabase(string $configDir): array
{
    $file = "$configDir/config_db.php";
    if (!is_readable($file)) {
        return [null, file_exists($file) ? 'EACCES' : 'ENOENT'];
    }
    quietly(function () use ($file) {
        include_once $file;
    });
    if (!class_exists('DB', false) || !class_exists('mysqli', false)) {
        return [null, class_exists('mysqli', false) ? 'NO_CONFIG_DB' : 'NO_MYSQLI'];
    }
    $db = new DB();
    $hosts = array_values((array) $db->dbhost);
    // name, name:port, name:/socket, and IPv6, in brackets where a port follows
    $written = (string) preg_replace('/^p:/', '', (string) ($hosts[0] ?? ''));
    $isBare = filter_var($written, FILTER_VALIDATE_IP, FILTER_FLAG_IPV6) !== false;
    preg_match('/^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s', $written, $match);
    list(, $host, $port) = array_pad($isBare ? [$written, $written] : $match, 3, '');
    mysqli_report(MYSQLI_REPORT_OFF);
    $link = mysqli_init();
    $link->options(MYSQLI_OPT_CONNECT_TIMEOUT, 8);
    $link->options(MYSQLI_OPT_READ_TIMEOUT, 8);
    if ($db->dbssl) {
        $link->ssl_set($db->dbsslkey, $db->dbsslcert, $db->dbsslca, $db->dbsslcapath, $db->dbsslcacipher);
    }
    $isPort = (int) $port > 0;
    $socket = $isPort || $port === '' ? null : $port;
    $done = $link->real_connect($host, $db->dbuser, rawurldecode((string) $db->dbpassword), $db->dbdefault, $isPort ? (int) $port : null, $socket);
    return $done ? [$link, null] : [null, "MYSQL_{$link->connect_errno}"];
}

/** @return array by name, the values of context `core`; null for a table that cannot be read. */
function readRows(mysqli $link): ?array
{
    $names = ['version', 'glpi_network_uuid', 'proxy_name', 'proxy_port', 'proxy_user', 'proxy_passwd', 'proxy_exclusions', 'marketplace_replace_plugins', KEY_NAME];
    $link->set_charset('utf8mb4');
    $found = $link->query("SELECT name, value FROM glpi_configs WHERE context = 'core' AND name IN ('" . implode("', '", $names) . "')");
    return $found ? array_column($found->fetch_all(MYSQLI_ASSOC), 'value', 'name') : null;
}

/** Whether GLPI's own account may write the key's row: true, or what the server says to a plan of doing so; nothing is done. */
function mayWriteRow(mysqli $link, bool $isThere)
{
    $name = KEY_NAME;
    $done = $link->query($isThere
        ? "EXPLAIN UPDATE glpi_configs SET value = '' WHERE context = 'core' AND name = '$name'"
        : "EXPLAIN INSERT INTO glpi_configs (context, name, value) VALUES ('core', '$name', '')");
    return $done ? true : "MYSQL_{$link->errno}";
}

/** @return array the plugins that GLPI knows; null for a table that cannot be read. */
function readPlugins(mysqli $link): ?array
{
    $found = $link->query('SELECT directory, version, state FROM glpi_plugins ORDER BY directory LIMIT 1000');
    return $found ? $found->fetch_all(MYSQLI_ASSOC) : null;
}

/** GLPI 11's `proxy_exclusions`: a list as JSON. */
function exclusionsIn(?string $value): array
{
    $list = json_decode((string) $value, true);
    return is_array($list) ? array_slice(array_values(array_filter($list, 'is_string')), 0, 100) : [];
}

function opened(string $value, ?string $cryptKey): ?string
{
    $bytes = base64_decode($value, true);
    if ($cryptKey === null || $bytes === false || strlen($bytes) < NONCE_BYTES + TAG_BYTES || !function_exists('sodium_crypto_aead_xchacha20poly1305_ietf_decrypt')) {
        return null;
    }
    $nonce = substr($bytes, 0, NONCE_BYTES);
    $text = sodium_crypto_aead_xchacha20poly1305_ietf_decrypt(substr($bytes, NONCE_BYTES), $nonce, $nonce, $cryptKey);
    return $text === false ? null : $text;
}

/** What is said of the stored key: enough to judge it as stored.ts does, and nothing to use it. */
function tellStored(string $value, ?string $cryptKey): array
{
    $bytes = base64_decode($value, true);
    $isSealed = $bytes !== false && base64_encode($bytes) === $value && strlen($bytes) >= NONCE_BYTES + TAG_BYTES;
    $json = $bytes === false ? null : json_decode($bytes, true);
    $text = opened($value, $cryptKey);
    return [
        'bytes' => strlen($value),
        'mark' => hash('sha256', $value),
        'clear' => is_array($json),
        // characters of what is sealed: the cipher keeps them
        'sealed' => $isSealed ? strlen($bytes) - NONCE_BYTES - TAG_BYTES : null,
        'opened' => $text === null ? null : [
            'fingerprint' => hash('sha256', $text),
            'length' => strlen($text),
            'blank' => trim($text) === '',
            'finding' => findingOn($text),
        ],
    ];
}

/**
 * `key`: base64 of a JSON object with a signature, and nothing around it. `damaged`: begins as one. `unsendable`: no header can carry it.
 * `unfamiliar`: anything else, which is for GLPI Network to judge.
 */
function findingOn(string $text): string
{
    $bytes = base64_decode($text, true);
    // base64_decode() passes over blanks even when it is strict
    $json = $bytes === false || base64_encode($bytes) !== $text ? null : json_decode($bytes, true);
    if (is_array($json) && is_string($json['signature'] ?? null) && $json['signature'] !== '') {
        return 'key';
    }
    if (preg_match('/^\s*(ey[IJ]|ewo)/', $text)) {
        return 'damaged';
    }
    return preg_match('/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/D', $text) ? 'unfamiliar' : 'unsendable';
}

/** As GLPI asks (src/Toolbox.php): its own proxy and no other, 5 s to connect; and no key. */
function ask(string $url, ?array $proxy, bool $verify): array
{
    $head = '';
    $options = [
        CURLOPT_URL => $url,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_FOLLOWLOCATION => false,
        CURLOPT_CONNECTTIMEOUT => 5,
        CURLOPT_TIMEOUT => 8,
        CURLOPT_USERAGENT => 'Latchkey',
        CURLOPT_CERTINFO => true,
        // set even when there is none: the environment of a shell is not that of the web server
        CURLOPT_PROXY => $proxy ? $proxy['host'] : '',
        CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
        CURLOPT_HEADERFUNCTION => function ($curl, $line) use (&$head) {
            // each reply begins anew: that of a proxy to CONNECT comes before the one that was asked for
            $head = strpos($line, 'HTTP/') === 0 ? $line : $head . $line;
            return strlen($head) > 16384 ? 0 : strlen($line);
        },
        CURLOPT_NOPROGRESS => false,
        CURLOPT_PROGRESSFUNCTION => function ($curl, $total, $done) {
            return $done > 262144 ? 1 : 0;
        },
    ];
    if ($proxy) {
        $options[CURLOPT_PROXYPORT] = $proxy['port'];
        $options[CURLOPT_PROXYTYPE] = CURLPROXY_HTTP;
        if ($proxy['user'] !== '') {
            $options[CURLOPT_PROXYAUTH] = CURLAUTH_BASIC;
            $options[CURLOPT_PROXYUSERPWD] = $proxy['user'] . ':' . $proxy['password'];
        }
    }
    if (!$verify) {
        // only to see whose certificate was refused: no question is sent over it
        $options += [CURLOPT_SSL_VERIFYPEER => false, CURLOPT_SSL_VERIFYHOST => 0, CURLOPT_CONNECT_ONLY => true];
    }
    $curl = curl_init();
    curl_setopt_array($curl, $options);
    $body = curl_exec($curl);
    return [
        'errno' => curl_errno($curl),
        // of connect(2), where this PHP can tell it
        'osErrno' => defined('CURLINFO_OS_ERRNO') ? (int) curl_getinfo($curl, constant('CURLINFO_OS_ERRNO')) : 0,
        'error' => printable(curl_error($curl)),
        'status' => curl_getinfo($curl, CURLINFO_RESPONSE_CODE),
        'connectStatus' => curl_getinfo($curl, CURLINFO_HTTP_CONNECTCODE),
        'address' => curl_getinfo($curl, CURLINFO_PRIMARY_IP),
        'port' => curl_getinfo($curl, CURLINFO_PRIMARY_PORT),
        'verifyResult' => curl_getinfo($curl, CURLINFO_SSL_VERIFYRESULT),
        'resolvedMs' => milliseconds($curl, CURLINFO_NAMELOOKUP_TIME),
        'connectedMs' => milliseconds($curl, CURLINFO_CONNECT_TIME),
        'encryptedMs' => milliseconds($curl, CURLINFO_APPCONNECT_TIME),
        'firstByteMs' => milliseconds($curl, CURLINFO_STARTTRANSFER_TIME),
        'ms' => milliseconds($curl, CURLINFO_TOTAL_TIME),
        'certificate' => certificateOf(curl_getinfo($curl, CURLINFO_CERTINFO)),
        'headers' => (object) headersIn($head),
        'body' => is_string($body) ? tellBody($body) : null,
    ];
}

function milliseconds($curl, int $what): float
{
    return round(curl_getinfo($curl, $what) * 1000, 3);
}

function certificateOf($chain): ?array
{
    $one = is_array($chain) ? ($chain[0] ?? null) : null;
    return $one === null ? null : [
        'subject' => (string) ($one['Subject'] ?? ''),
        'issuer' => (string) ($one['Issuer'] ?? ''),
        'from' => (string) ($one['Start date'] ?? ''),
        'to' => (string) ($one['Expire date'] ?? ''),
    ];
}

function headersIn(string $head): array
{
    $told = [];
    foreach (['content-type', 'server', 'via', 'date', 'location', 'retry-after', 'proxy-authenticate', 'x-squid-error', 'proxy-status'] as $name) {
        if (preg_match("/^$name:[ \t]*(.*?)[ \t]*\r?$/mi", $head, $match)) {
            $told[$name] = printable($match[1]);
        }
    }
    return $told;
}

function tellBody(string $body): array
{
    $title = preg_match('/<title[^>]*>([^<]{0,300})/i', $body, $match) ? printable($match[1]) : null;
    return ['bytes' => strlen($body), 'page' => (bool) preg_match('/^\s*<(!doctype|html|head|body)/i', $body), 'title' => $title];
}

/** JSON holds UTF-8 only, and one text of another spelling would lose the whole answer. */
function printable(string $text): string
{
    return substr((string) preg_replace('/[^\x20-\x7e]+/', '?', $text), 0, 300);
}

function resolved(string $host): array
{
    // as every program of this machine has it, the hosts file included; AAAA can only be had from DNS
    $ipv4 = gethostbynamel($host) ?: [];
    $ipv6 = filter_var($host, FILTER_VALIDATE_IP) ? [] : array_column(quietly(function () use ($host) {
        return dns_get_record($host, DNS_AAAA) ?: [];
    }) ?: [], 'ipv6');
    return ['host' => $host, 'ipv4' => array_slice($ipv4, 0, 8), 'ipv6' => array_slice($ipv6, 0, 8)];
}

/** Where curl looks for the issuers it trusts; php.ini says, or how it was built. */
function caBundle(): ?string
{
    $set = ini_get('curl.cainfo') ?: ini_get('openssl.cafile');
    if ($set) {
        return $set;
    }
    $places = function_exists('openssl_get_cert_locations') ? openssl_get_cert_locations() : [];
    return $places['default_cert_file'] ?? null;
}

function lookAtVendor(string $url, ?array $proxy): array
{
    $host = trim((string) parse_url($url, PHP_URL_HOST), '[]');
    $reply = extension_loaded('curl') ? ask($url, $proxy, true) : null;
    if ($reply !== null && in_array($reply['errno'], [51, 58, 60, 77], true) && $reply['certificate'] === null) {
        $reply['certificate'] = ask($url, $proxy, false)['certificate'];
    }
    // curl gives up on a resolver that is silent, and PHP's own functions do not
    $isSilent = $reply !== null && in_array($reply['errno'], [6, 28], true) && $reply['connectedMs'] == 0;
    $isResolvable = $proxy === null && !$isSilent;
    return ['url' => $url, 'caBundle' => caBundle(), 'resolved' => $isResolvable ? resolved($host) : null, 'asked' => $reply];
}

function look(array $asked): array
{
    $folder = $asked['folder'];
    readConstants($folder);
    $varDir = setting('VAR_DIR', "$folder/files");
    $commandUser = userName(function_exists('posix_geteuid') ? posix_geteuid() : null);
    $console = lookAtConsole($folder, $varDir);
    $user = phpUser($folder, $varDir);
    $isPhp = $user !== null && become($user);
    $configDir = setting('CONFIG_DIR', "$folder/config");
    $keyFile = "$configDir/glpicrypt.key";
    $isOpen = is_file($keyFile) && is_readable($keyFile);
    $cryptKey = $isOpen ? (string) file_get_contents($keyFile, false, null, 0, CRYPT_KEY_BYTES + 1) : null;
    $usable = $cryptKey !== null && strlen($cryptKey) === CRYPT_KEY_BYTES ? $cryptKey : null;
    list($link, $databaseError) = quietly(function () use ($configDir) {
        return openDatabase($configDir);
    }) ?: [null, 'UNREADABLE'];
    $rows = $link ? readRows($link) : null;
    $proxyName = (string) ($rows['proxy_name'] ?? '');
    $sealed = (string) ($rows['proxy_passwd'] ?? '');
    $password = opened($sealed, $usable);
    $proxy = $proxyName === '' ? null : [
        'host' => $proxyName,
        'port' => (int) ($rows['proxy_port'] ?? 0),
        'user' => (string) ($rows['proxy_user'] ?? ''),
        'password' => (string) $password,
    ];
    $exclusions = exclusionsIn($rows['proxy_exclusions'] ?? null);
    $isExcluded = in_array('GLPINetwork', $exclusions, true);
    $marketplace = setting('MARKETPLACE_DIR', "$folder/marketplace");
    $services = rtrim(setting('NETWORK_SERVICES', $asked['services']), '/');
    return [
        'php' => lookAtPhp() + ['user' => $commandUser],
        'console' => $console,
        // whom PHP behind the web server runs as, and what tells it
        'judgedFor' => $user ? ['user' => $user['name'], 'from' => $user['from']] : null,
        'glpi' => [
            'version' => versionIn($folder) ?? ($rows['version'] ?? null),
            'installMode' => setting('INSTALL_MODE', is_dir("$folder/.git") ? 'GIT' : 'TARBALL'),
            // bits: 1 the command line, 2 the page
            'marketplace' => ((int) setting('MARKETPLACE_ENABLE', '3') & 2) !== 0,
        ],
        'keyFile' => ['path' => $keyFile, 'opened' => $usable !== null, 'seen' => lookAtPath($keyFile, $user, $isPhp)],
        'directory' => ['path' => $marketplace, 'seen' => lookAtPath($marketplace, $user, $isPhp)],
        'database' => $rows === null ? ['error' => $databaseError ?? "MYSQL_{$link->errno}"] : [
            'error' => null,
            'uid' => $rows['glpi_network_uuid'] ?? null,
            'replacePlugins' => $rows['marketplace_replace_plugins'] ?? null,
            'proxy' => $proxy ? ['host' => $proxy['host'], 'port' => $proxy['port'], 'user' => $proxy['user']] : false,
            'exclusions' => $exclusions,
            'mayWrite' => mayWriteRow($link, array_key_exists(KEY_NAME, $rows)),
            'stored' => array_key_exists(KEY_NAME, $rows) ? tellStored((string) $rows[KEY_NAME], $usable) : null,
            'plugins' => $asked['plugins'] ? readPlugins($link) : null,
        ],
        // asked past a proxy that it might use, GLPI Network would not answer GLPI
        'vendor' => $asked['ask'] && $rows !== null ? lookAtVendor(setting('NETWORK_API_URL', "$services/api") . '/ping', $isExcluded ? null : $proxy) + [
            'proxied' => $proxy !== null && !$isExcluded,
            // PHP behind the web server may open the password where this user could not
            'withoutPassword' => $proxy !== null && $sealed !== '' && $password === null && !$isPhp,
        ] : null,
    ];
}

$answer = look(json_decode(base64_decode('{{asked}}'), true));
echo "\n", MARK, 'begin', json_encode($answer, JSON_UNESCAPED_SLASHES | JSON_PARTIAL_OUTPUT_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE), MARK, "end\n";
