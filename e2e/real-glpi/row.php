// Runs on GLPI's machine as the user of its PHP; $ask is put before it. Reads what GLPI has stored with PHP's own sodium,
// and on request puts a value there, to leave a GLPI as it was found.

const NAME = "context = 'core' AND name = 'glpinetwork_registration_key'";

function fileOf(string $path): array
{
    if (!file_exists($path)) {
        return ['missing', null];
    }
    $bytes = is_readable($path) ? file_get_contents($path) : false;
    if ($bytes === false) {
        return ['unreadable', null];
    }
    return [strlen($bytes) === 32 ? 'sound' : 'wrong-length', $bytes];
}

function opened(string $value, ?string $key): array
{
    $bytes = base64_decode($value, true);
    if ($bytes === false || strlen($bytes) < 40) {
        return ['clear', null];
    }
    // nonce and tag alone: whatever opens it finds nothing
    if (strlen($bytes) === 40) {
        return ['empty', null];
    }
    if ($key === null || strlen($key) !== 32) {
        return ['closed', null];
    }
    $nonce = substr($bytes, 0, 24);
    $plain = sodium_crypto_aead_xchacha20poly1305_ietf_decrypt(substr($bytes, 24), $nonce, $nonce, $key);
    if ($plain === false) {
        return ['closed', null];
    }
    return ['opens', 'sha256:' . hash('sha256', $plain)];
}

function connected(array $ask): ?mysqli
{
    mysqli_report(MYSQLI_REPORT_OFF);
    $database = mysqli_init();
    return @$database->real_connect($ask['host'], $ask['user'], $ask['password'], $ask['name'], $ask['port']) ? $database : null;
}

function put(mysqli $database, array $put): void
{
    if ($put['state'] === 'absent') {
        $database->query('DELETE FROM glpi_configs WHERE ' . NAME);
        return;
    }
    $value = $put['value'] === null ? 'NULL' : "'" . $database->real_escape_string($put['value']) . "'";
    $database->query("INSERT INTO glpi_configs (context, name, value) VALUES ('core', 'glpinetwork_registration_key', $value)
        ON DUPLICATE KEY UPDATE value = $value");
}

function rowOf(mysqli $database, ?string $key): array
{
    $rows = $database->query('SELECT value FROM glpi_configs WHERE ' . NAME)->fetch_all();
    if ($rows === []) {
        return ['state' => 'absent', 'value' => null, 'fingerprint' => null];
    }
    $value = $rows[0][0];
    if ($value === null || $value === '') {
        return ['state' => 'empty', 'value' => $value, 'fingerprint' => null];
    }
    [$state, $fingerprint] = opened($value, $key);
    return ['state' => $state, 'value' => $value, 'fingerprint' => $fingerprint];
}

[$file, $bytes] = fileOf($ask['folder'] . '/config/glpicrypt.key');
$database = connected($ask);
if ($database !== null && $ask['put'] !== null) {
    put($database, $ask['put']);
}
echo json_encode([
    'file' => $file,
    'fileHash' => $bytes === null ? null : hash('sha256', $bytes),
    'marketplaceWritable' => is_writable($ask['folder'] . '/marketplace'),
    'row' => $database === null ? null : rowOf($database, $bytes),
]);
