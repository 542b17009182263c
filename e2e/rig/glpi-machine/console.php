<?php

/**
 * Stands in for GLPI's console, as far as `config:set` goes, and does what GLPI 10.0.19's was seen to do: says "updated" whatever
 * came of it, stores nothing where it cannot encrypt, and keeps so much of what is piped to its prompt. Where constants.php makes it an
 * 11, it does as 11.0.8 was seen to: refuses root, takes a key of any length as it is, and fails where the database does. Ours, and for
 * tests only.
 *
 * Beside it, in its folder: `names` lists the commands it knows by; `locked` is for a user who may not write to GLPI's folders; while
 * `hold` is there, it waits before it stores anything, and says so by `holding`.
 */

const PROMPT_CHARACTERS = 4095;

$isEleven = is_file(dirname(__DIR__) . '/src/autoload/constants.php');
if ($isEleven && posix_geteuid() === 0 && !in_array('--allow-superuser', $argv, true)) {
    echo "\tWARNING: please do not run this as root.\n\tBe whom the web server is, or say --allow-superuser.\n";
    exit(1);
}

class DBmysql
{
}

$root = dirname(__DIR__);
$words = array_slice($argv, 1);
$isQuiet = in_array('-n', $words, true) || in_array('-q', $words, true);
$words = array_values(array_diff($words, ['-n', '-q', '--']));
$names = is_file("$root/names") ? explode(' ', trim(file_get_contents("$root/names"))) : ['config:set', 'glpi:config:set'];

function complain(string $sentence): void
{
    fwrite(STDERR, "\n  $sentence\n\n");
}

if (!in_array($words[0] ?? '', $names, true)) {
    complain(sprintf('Command "%s" is not defined.', $words[0] ?? ''));
    exit(1);
}
if (is_file("$root/locked")) {
    complain("Cannot write in \"$root/files/_sessions\" directory.");
    exit(255);
}
require "$root/config/config_db.php";
$settings = new DB();
mysqli_report(MYSQLI_REPORT_OFF);
list($host, $port) = explode(':', $settings->dbhost);
$db = @new mysqli($host, $settings->dbuser, rawurldecode($settings->dbpassword), $settings->dbdefault, (int) $port);
if ($db->connect_errno) {
    echo "The database cannot be used.\n";
    exit(129);
}

$value = $words[2] ?? null;
if ($value === null && $isQuiet) {
    complain('Not enough arguments (missing: "value").');
    exit(1);
}
if ($value === null) {
    fwrite(STDERR, 'Configuration value:');
    // one more than it keeps is the length that PHP is told
    $value = trim((string) ($isEleven ? fgets(STDIN) : fgets(STDIN, PROMPT_CHARACTERS + 1)));
}
if (is_file("$root/hold")) {
    touch("$root/holding");
    while (is_file("$root/hold")) {
        usleep(5000);
        clearstatcache();
    }
}

$value = $isEleven ? $value : addslashes($value);
$stored = $value === '' ? '' : encrypted($value, "$root/config/glpicrypt.key");
$name = $words[1];
$statement = $db->prepare("SELECT id FROM glpi_configs WHERE context = 'core' AND name = ?");
$statement->bind_param('s', $name);
$statement->execute();
$isThere = $statement->get_result()->fetch_row() !== null;
$statement = $db->prepare($isThere
    ? "UPDATE glpi_configs SET value = ? WHERE context = 'core' AND name = ?"
    : "INSERT INTO glpi_configs (value, context, name) VALUES (?, 'core', ?)");
// what the server refuses, as a value that does not fit, nobody hears of before 11
$isDone = $statement && $statement->bind_param('ss', $stored, $name) && $statement->execute();
if ($isEleven && !$isDone) {
    $sentence = "MySQL query error: {$db->error} ({$db->errno}) in SQL query \"UPDATE `glpi_configs` SET `value` = '$stored'\".";
    $width = 76;
    $lines = array_map(function ($line) use ($width) {
        return '  ' . str_pad($line, $width) . '  ';
    }, str_split($sentence, $width));
    fwrite(STDERR, "\nIn DBmysql.php line 416:\n" . str_repeat(' ', $width + 4) . "\n" . implode("\n", $lines) . "\n\n");
    exit(1);
}
echo "Configuration \"$name\" updated.\n";

function encrypted(string $value, string $file): string
{
    $key = is_readable($file) ? file_get_contents($file) : '';
    if (strlen($key) !== SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_KEYBYTES) {
        fwrite(STDERR, "PHP Warning:  There is no security key that can be used in $file\n");
        return '';
    }
    $nonce = random_bytes(SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_NPUBBYTES);
    return base64_encode($nonce . sodium_crypto_aead_xchacha20poly1305_ietf_encrypt($value, $nonce, $nonce, $key));
}
