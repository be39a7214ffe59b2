<?php
// A handler for LeadLex webhooks. PHP 8.0 or later, nothing to install.
//
//     LEADLEX_WEBHOOK_SECRET=... PORT=3000 php handler.php
//
// It verifies the raw bytes before anything parses them, compares in constant time, takes 10 MB at
// most, answers a repeated delivery 200 without processing it twice, and takes one again whose
// processing failed. It answers only after `process` returned: keep that short, LeadLex waits 10 s.
//
// Started as above it runs PHP's built-in server, which is for development. Behind a web server this
// file is the route itself; set `enable_post_data_reading = Off` there, or `post_max_size` to 11M.

declare(strict_types=1);

const MAX_BODY = 10 * 1024 * 1024;

/** Yours: store the event or queue it, and return. After an exception LeadLex sends it again. */
function process(string $event, string $body): void
{
    // Your code goes here. New names can come any day: ignore those you do not know.
    error_log(sprintf('received %s, %d bytes', json_encode($event), strlen($body)));
}

function process_once(string $delivery_id, string $digest, string $body): void
{
    if ($delivery_id === '') {
        process(event_name($body), $body);
        return;
    }
    // In production: a unique column in your database, written with the event.
    $folder = getenv('LEADLEX_SEEN') ?: sys_get_temp_dir() . '/leadlex-seen-' . getmyuid();
    if (!is_dir($folder) && !mkdir($folder, 0700, true) && !is_dir($folder)) {
        throw new RuntimeException("cannot make $folder");
    }
    // The signature covers the body, not the ID: only both together say that it is the same delivery.
    $mark = fopen("$folder/" . hash('sha256', "$delivery_id $digest"), 'c+');
    if ($mark === false || !flock($mark, LOCK_EX)) {
        throw new RuntimeException("cannot lock a file in $folder");
    }
    if (fgets($mark) === 'done') {
        return;
    }
    process(event_name($body), $body);
    // Only now: a claim made before would turn away the retry of what failed.
    fwrite($mark, 'done');
}

function event_name(string $body): string
{
    $envelope = json_decode($body, true);
    $event = is_array($envelope) ? ($envelope['event'] ?? null) : null;
    return is_string($event) ? $event : 'unknown';
}

function answer(int $status, string $text): void
{
    http_response_code($status);
    header('Content-Type: text/plain');
    header('Content-Length: ' . strlen($text));
    if ($status === 405) {
        header('Allow: POST');
    }
    echo $text;
}

function receive(string $secret): void
{
    if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
        answer(405, 'only POST');
        return;
    }
    $body = (int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > MAX_BODY
        ? false
        : file_get_contents('php://input', false, null, 0, MAX_BODY + 1);
    if ($body === false || strlen($body) > MAX_BODY) {
        answer(413, 'the body is too large');
        return;
    }
    $digest = hash_hmac('sha256', $body, $secret);
    $given = strtolower($_SERVER['HTTP_X_LEADLEX_SIGNATURE'] ?? '');
    if (!hash_equals("sha256=$digest", $given)) {
        answer(401, 'the signature does not match');
        return;
    }
    try {
        process_once($_SERVER['HTTP_X_LEADLEX_DELIVERY_ID'] ?? '', $digest, $body);
    } catch (Throwable $error) {
        error_log('processing failed: ' . $error->getMessage());
        answer(500, 'processing failed');
        return;
    }
    answer(200, '');
}

$secret = (string) getenv('LEADLEX_WEBHOOK_SECRET');
if (PHP_SAPI === 'cli') {
    if ($secret === '') {
        fwrite(STDERR, "LEADLEX_WEBHOOK_SECRET is not set: without it anybody could send events\n");
        exit(1);
    }
    $address = '127.0.0.1:' . (getenv('PORT') ?: '3000');
    $server = ['-d', 'enable_post_data_reading=0', '-d', 'display_errors=0', '-S', $address, __FILE__];
    if (function_exists('pcntl_exec')) {
        pcntl_exec(PHP_BINARY, $server);
    }
    passthru(implode(' ', array_map('escapeshellarg', [PHP_BINARY, ...$server])), $status);
    exit($status);
}
if ($secret === '') {
    answer(500, 'not configured');
    exit;
}
receive($secret);
