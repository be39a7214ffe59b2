
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'leadlex-hooks' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'leadlex-hooks'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'leadlex-hooks' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Take the tour: everything on this machine, in seconds, nothing to set up')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send signed test payloads to an endpoint')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Receive webhooks: verify, record, show, forward')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Send saved events again')
            [CompletionResult]::new('poll', 'poll', [CompletionResultType]::ParameterValue, 'Poll the REST API and deliver what changed as webhooks')
            [CompletionResult]::new('events', 'events', [CompletionResultType]::ParameterValue, 'Look into the log of events')
            [CompletionResult]::new('deliveries', 'deliveries', [CompletionResultType]::ParameterValue, 'Look into the log of deliveries, and retry or cancel them')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Look into the log in a browser: live, with search, comparison and replay')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'Run a simulated LeadLex workspace: the REST API, its limits, and signed webhooks')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Prove a webhook handler right: a suite of deliveries, genuine and forged')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check a signature offline')
            [CompletionResult]::new('sign', 'sign', [CompletionResultType]::ParameterValue, 'Compute the signature of a body')
            [CompletionResult]::new('catalog', 'catalog', [CompletionResultType]::ParameterValue, 'Show every event type that LeadLex has documented')
            [CompletionResult]::new('webhooks', 'webhooks', [CompletionResultType]::ParameterValue, 'Manage the webhook subscriptions of your LeadLex workspace')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show and change the configuration')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look at configuration, secret, store, API, endpoint, clock and tunnel, and say what to mend')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;demo' {
            [CompletionResult]::new('--break', '--break', [CompletionResultType]::ParameterName, 'Break a step on purpose, to see that the tour notices')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--keep-running', '--keep-running', [CompletionResultType]::ParameterName, 'Leave the listener and the handler up until Ctrl-C')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;send' {
            [CompletionResult]::new('--edition', '--edition', [CompletionResultType]::ParameterName, 'With `--all`: only the types of this edition of LeadLex''s documentation')
            [CompletionResult]::new('--scenario', '--scenario', [CompletionResultType]::ParameterName, 'A lifecycle in order with consistent ids: new-lead, campaign-lifecycle, lexi-approval, or a JSON file')
            [CompletionResult]::new('--data', '--data', [CompletionResultType]::ParameterName, 'Body to send as it is, JSON or not; an EVENT beside it changes nothing')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Number that decides every value of a sample: same seed, same bytes')
            [CompletionResult]::new('--delivery-id', '--delivery-id', [CompletionResultType]::ParameterName, 'Delivery-ID to use instead of a random one')
            [CompletionResult]::new('--tamper', '--tamper', [CompletionResultType]::ParameterName, 'Spoil the delivery: signature, body, secret, missing, prefix, encoding, timestamp=VALUE')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Print the request in this form instead of sending it')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Replace the value at a path that is there: `data.contact.email=new@example.com`, `data.contacts[0].id=''"7"''` (JSON, or else a string)')
            [CompletionResult]::new('--patch', '--patch', [CompletionResultType]::ParameterName, 'Apply a JSON merge patch (RFC 7396), which can add and remove fields')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Send that many, each with ids, a Delivery-ID and a signature of its own; several events take turns')
            [CompletionResult]::new('--duration', '--duration', [CompletionResultType]::ParameterName, 'Begin deliveries for this long; with `--count`, whichever ends first')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Deliveries under way at once, each on a connection of its own (16 unless given)')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Begin that many a second, however slow the answers are; latencies count from when each was due')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'URL of the endpoint; `:3000/webhooks` means this machine. `replay` keeps each event''s own path when the URL has none')
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'How long an attempt may take until the answer''s head is complete')
            [CompletionResult]::new('--expect-status', '--expect-status', [CompletionResultType]::ParameterName, 'Succeed when the answer''s status is one of these: `2xx`, `401,403`')
            [CompletionResult]::new('--expect-body', '--expect-body', [CompletionResultType]::ParameterName, 'Succeed only when the answer''s body holds this text')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Waits between attempts: `leadlex` (5s,30s,5min,1h,6h), `none`, or a list like `1s,5s`')
            [CompletionResult]::new('--time-scale', '--time-scale', [CompletionResultType]::ParameterName, 'Multiply every wait: 0.001 turns hours into seconds')
            [CompletionResult]::new('--retry-timestamp', '--retry-timestamp', [CompletionResultType]::ParameterName, 'Which X-LeadLex-Timestamp a retry carries')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'One of every event type')
            [CompletionResult]::new('--allow-unknown', '--allow-unknown', [CompletionResultType]::ParameterName, 'Send names that the catalogue does not know, with an envelope and empty data')
            [CompletionResult]::new('--unsigned', '--unsigned', [CompletionResultType]::ParameterName, 'Send without a signature')
            [CompletionResult]::new('--edit', '--edit', [CompletionResultType]::ParameterName, 'Open the body in $VISUAL or $EDITOR before it is signed')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Record every event and delivery, as without `--count`; otherwise one summary is recorded')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be sent, and send nothing')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name')
            [CompletionResult]::new('--queue', '--queue', [CompletionResultType]::ParameterName, 'Leave retries in the outbox for `deliveries drain` instead of waiting for them')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;listen' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Port to listen on; 0 picks a free one [default: 4000]')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port to listen on; 0 picks a free one [default: 4000]')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'Address to listen on [default: 127.0.0.1]')
            [CompletionResult]::new('--path', '--path', [CompletionResultType]::ParameterName, 'The one path to serve; others are answered 404')
            [CompletionResult]::new('--route', '--route', [CompletionResultType]::ParameterName, 'Forward events of these names to a URL of their own; the first route that matches wins')
            [CompletionResult]::new('--forward-to', '--forward-to', [CompletionResultType]::ParameterName, 'Forward accepted events; a URL without a path keeps the incoming one')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Waits between attempts under `--ack-first`: `leadlex`, `none`, or a list like `1s,5s`')
            [CompletionResult]::new('--time-scale', '--time-scale', [CompletionResultType]::ParameterName, 'Multiply every wait between attempts')
            [CompletionResult]::new('--forward-timeout', '--forward-timeout', [CompletionResultType]::ParameterName, 'How long the handler may take')
            [CompletionResult]::new('--tolerance', '--tolerance', [CompletionResultType]::ParameterName, 'Reject events whose X-LeadLex-Timestamp is further away than this (it is not signed)')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Show and forward only these events; all are recorded')
            [CompletionResult]::new('--respond', '--respond', [CompletionResultType]::ParameterName, 'Answer by a script instead of forwarding: `503x2,delay=5s,200`; the last step repeats. Steps: STATUS, delay=TIME, slow=TIME, body=TEXT, body=@FILE, hang, reset; `+` joins, `xN` repeats')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'End when these have arrived: `contact.created x2` (at least 2 deliveries), `contact.*=3` (exactly 3 when the time is over); exit 1 when they do not')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for `--expect`, and for the command after `--` [default: 30s with `--expect`]')
            [CompletionResult]::new('--ready-file', '--ready-file', [CompletionResultType]::ParameterName, 'Write the URL to this file once connections are accepted')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'Serve https with this PEM certificate chain')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'PEM private key of the certificate')
            [CompletionResult]::new('--tunnel', '--tunnel', [CompletionResultType]::ParameterName, 'Start a tunnel and tell its public URL: cloudflared, ngrok, or a command with `{url}` or `{port}` in it that prints an https URL')
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'The https URL at which others reach this listener, over a tunnel or a proxy of your own')
            [CompletionResult]::new('--register', '--register', [CompletionResultType]::ParameterName, 'Subscribe to LeadLex''s webhooks for as long as this listens, with the URL of the tunnel: all that are launched, or `--register=''contact.*,deal.*''`; the secret is used and never kept')
            [CompletionResult]::new('--inspect-port', '--inspect-port', [CompletionResultType]::ParameterName, 'Port of that page [default: a free one]')
            [CompletionResult]::new('--max-body', '--max-body', [CompletionResultType]::ParameterName, 'Largest body that is taken, in bytes')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'API key, or `@FILE` [env: LEADLEX_API_KEY]')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--ack-first', '--ack-first', [CompletionResultType]::ParameterName, 'Store and acknowledge at once, then deliver on the retry schedule')
            [CompletionResult]::new('--forward-rejected', '--forward-rejected', [CompletionResultType]::ParameterName, 'Forward requests whose signature is wrong as well (pass-through only)')
            [CompletionResult]::new('--inspect', '--inspect', [CompletionResultType]::ParameterName, 'Serve a page that shows what comes, on a port of its own and on this machine only; the URL has a token that is new each time')
            [CompletionResult]::new('--allow-unverified', '--allow-unverified', [CompletionResultType]::ParameterName, 'Listen beyond this machine even though nothing can be verified')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;replay' {
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'The last N events that the filters leave, oldest first')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Only events of this name; `contact.*` and `*.created` work; several')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only what this wrote: send, listen, replay, poll, import; `all`')
            [CompletionResult]::new('--verdict', '--verdict', [CompletionResultType]::ParameterName, 'Only this verdict: verified, mismatch, missing, malformed, unverified')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only what came before this time')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only events that hold this text: in the name, id, path, headers or body')
            [CompletionResult]::new('--speed', '--speed', [CompletionResultType]::ParameterName, 'Keep the captured gaps between events, so many times faster: `1x`, `10x`, `0.5x`, `max`')
            [CompletionResult]::new('--order', '--order', [CompletionResultType]::ParameterName, 'Order in which events are sent; captured is oldest first, or as the IDs are given')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'Deliveries under way at once; they are begun in order, and may overtake each other on the way')
            [CompletionResult]::new('--duplicate', '--duplicate', [CompletionResultType]::ParameterName, 'Send each delivery N times, with the same Delivery-ID and body')
            [CompletionResult]::new('--drop', '--drop', [CompletionResultType]::ParameterName, 'Leave out a part of the events, drawn at random: `10%` or `3`')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Repeat what was drawn at random: the seed an earlier run told')
            [CompletionResult]::new('--ignore-header', '--ignore-header', [CompletionResultType]::ParameterName, 'Header that may differ, beside Connection, Content-Length, Date, Keep-Alive, Server and Transfer-Encoding')
            [CompletionResult]::new('--ignore-path', '--ignore-path', [CompletionResultType]::ParameterName, 'Path in JSON answers that may differ, with all below it: `data.request_id`, `items.*.id`')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Replace the value at a path that is there: `data.contact.email=new@example.com`, `data.contacts[0].id=''"7"''` (JSON, or else a string)')
            [CompletionResult]::new('--patch', '--patch', [CompletionResultType]::ParameterName, 'Apply a JSON merge patch (RFC 7396), which can add and remove fields')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'URL of the endpoint; `:3000/webhooks` means this machine. `replay` keeps each event''s own path when the URL has none')
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'How long an attempt may take until the answer''s head is complete')
            [CompletionResult]::new('--expect-status', '--expect-status', [CompletionResultType]::ParameterName, 'Succeed when the answer''s status is one of these: `2xx`, `401,403`')
            [CompletionResult]::new('--expect-body', '--expect-body', [CompletionResultType]::ParameterName, 'Succeed only when the answer''s body holds this text')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Waits between attempts: `leadlex` (5s,30s,5min,1h,6h), `none`, or a list like `1s,5s`')
            [CompletionResult]::new('--time-scale', '--time-scale', [CompletionResultType]::ParameterName, 'Multiply every wait: 0.001 turns hours into seconds')
            [CompletionResult]::new('--retry-timestamp', '--retry-timestamp', [CompletionResultType]::ParameterName, 'Which X-LeadLex-Timestamp a retry carries')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'Only events whose latest delivery failed')
            [CompletionResult]::new('--as-captured', '--as-captured', [CompletionResultType]::ParameterName, 'Send the bytes and headers exactly as they were captured')
            [CompletionResult]::new('--same-id', '--same-id', [CompletionResultType]::ParameterName, 'Keep the Delivery-ID instead of minting a new one')
            [CompletionResult]::new('--no-record', '--no-record', [CompletionResultType]::ParameterName, 'Record one summary instead of every event and delivery, and show counts and percentiles')
            [CompletionResult]::new('--diff', '--diff', [CompletionResultType]::ParameterName, 'Compare the answers with those recorded: exit 1 when one differs')
            [CompletionResult]::new('--edit', '--edit', [CompletionResultType]::ParameterName, 'Open the body in $VISUAL or $EDITOR before it is signed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be sent, and send nothing')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name')
            [CompletionResult]::new('--queue', '--queue', [CompletionResultType]::ParameterName, 'Leave retries in the outbox for `deliveries drain` instead of waiting for them')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;poll' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'URL of the handler; without it events are recorded and shown')
            [CompletionResult]::new('--interval', '--interval', [CompletionResultType]::ParameterName, 'Time between two cycles; `auto` spreads the calls that are left over the day')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Tell also of what was created or changed since then: `2026-11-01T10:00:00Z`, `2026-11-01`, `3d`')
            [CompletionResult]::new('--only-missing', '--only-missing', [CompletionResultType]::ParameterName, 'Leave out what a verified webhook in the log has told within this time; alone it means 1h')
            [CompletionResult]::new('--events', '--events', [CompletionResultType]::ParameterName, 'Only these events: `contact.*,lexi.task_failed`. A full name also selects what is costly')
            [CompletionResult]::new('--edition', '--edition', [CompletionResultType]::ParameterName, 'Whose names to use where the two editions have two for one change')
            [CompletionResult]::new('--scan-every', '--scan-every', [CompletionResultType]::ParameterName, 'How often to read what takes a full scan, such as companies and tasks')
            [CompletionResult]::new('--reserve', '--reserve', [CompletionResultType]::ParameterName, 'Share of the daily calls that is left to others')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Plan of the workspace, where answers carry no quota headers: starter, pro or org')
            [CompletionResult]::new('--workspace-id', '--workspace-id', [CompletionResultType]::ParameterName, 'Workspace of the key: part of the ids of derived events')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'API key, or `@FILE` [env: LEADLEX_API_KEY]')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Waits between attempts: `leadlex`, `none`, or a list like `1s,5s`')
            [CompletionResult]::new('--time-scale', '--time-scale', [CompletionResultType]::ParameterName, 'Multiply every wait between attempts')
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'How long an attempt may take until the answer''s head is complete')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'Read everything once, make the deliveries that are due, and end')
            [CompletionResult]::new('--allow-mass-delete', '--allow-mass-delete', [CompletionResultType]::ParameterName, 'Believe it when many resources are gone at once')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--unordered', '--unordered', [CompletionResultType]::ParameterName, 'Do not let events of one resource wait for each other')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Say what polling would cost, and how late each event would be')
            [CompletionResult]::new('gaps', 'gaps', [CompletionResultType]::ParameterValue, 'Compare what the API says happened with what the log has')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;poll;plan' {
            [CompletionResult]::new('--interval', '--interval', [CompletionResultType]::ParameterName, 'Time between two cycles; `auto` spreads the calls that are left over the day')
            [CompletionResult]::new('--events', '--events', [CompletionResultType]::ParameterName, 'Only these events: `contact.*,lexi.task_failed`. A full name also selects what is costly')
            [CompletionResult]::new('--edition', '--edition', [CompletionResultType]::ParameterName, 'Whose names to use where the two editions have two for one change')
            [CompletionResult]::new('--scan-every', '--scan-every', [CompletionResultType]::ParameterName, 'How often to read what takes a full scan, such as companies and tasks')
            [CompletionResult]::new('--reserve', '--reserve', [CompletionResultType]::ParameterName, 'Share of the daily calls that is left to others')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Plan of the workspace, where answers carry no quota headers: starter, pro or org')
            [CompletionResult]::new('--workspace-id', '--workspace-id', [CompletionResultType]::ParameterName, 'Workspace of the key: part of the ids of derived events')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'API key, or `@FILE` [env: LEADLEX_API_KEY]')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;poll;gaps' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Beginning of the period: `3d`, `2026-11-01`, `2026-11-01T10:00:00Z`')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'End of the period [default: a minute ago, so that webhooks on their way do not count]')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'URL of the handler that gets what is missing')
            [CompletionResult]::new('--window', '--window', [CompletionResultType]::ParameterName, 'How late a webhook may tell of a change and still count')
            [CompletionResult]::new('--events', '--events', [CompletionResultType]::ParameterName, 'Only these events: `contact.*,lexi.task_failed`. A full name also selects what is costly')
            [CompletionResult]::new('--edition', '--edition', [CompletionResultType]::ParameterName, 'Whose names to use where the two editions have two for one change')
            [CompletionResult]::new('--scan-every', '--scan-every', [CompletionResultType]::ParameterName, 'How often to read what takes a full scan, such as companies and tasks')
            [CompletionResult]::new('--reserve', '--reserve', [CompletionResultType]::ParameterName, 'Share of the daily calls that is left to others')
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, 'Plan of the workspace, where answers carry no quota headers: starter, pro or org')
            [CompletionResult]::new('--workspace-id', '--workspace-id', [CompletionResultType]::ParameterName, 'Workspace of the key: part of the ids of derived events')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'API key, or `@FILE` [env: LEADLEX_API_KEY]')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Waits between attempts: `leadlex`, `none`, or a list like `1s,5s`')
            [CompletionResult]::new('--time-scale', '--time-scale', [CompletionResultType]::ParameterName, 'Multiply every wait between attempts')
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'How long an attempt may take until the answer''s head is complete')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--fill', '--fill', [CompletionResultType]::ParameterName, 'Record what is missing, as `poll` would have')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--unordered', '--unordered', [CompletionResultType]::ParameterName, 'Do not let events of one resource wait for each other')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;poll;help' {
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Say what polling would cost, and how late each event would be')
            [CompletionResult]::new('gaps', 'gaps', [CompletionResultType]::ParameterValue, 'Compare what the API says happened with what the log has')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;poll;help;plan' {
            break
        }
        'leadlex-hooks;poll;help;gaps' {
            break
        }
        'leadlex-hooks;poll;help;help' {
            break
        }
        'leadlex-hooks;events' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List events, oldest of the last ones first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one event: verdict, headers, body, deliveries')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find events that hold a text: in the name, id, path, headers or body')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare two events: bodies field by field, and headers')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count events, sizes, latencies, and what of the catalogue was never seen')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write events to stdout: JSON lines, curl, HAR or .http')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Read events from a file: JSON lines, HAR, .http, or our own curl')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Remove events that are no longer needed')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;events;list' {
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Only events of this name; `contact.*` and `*.created` work; several')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only what this wrote: send, listen, replay, poll, import; `all`')
            [CompletionResult]::new('--verdict', '--verdict', [CompletionResultType]::ParameterName, 'Only this verdict: verified, mismatch, missing, malformed, unverified')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only what came before this time')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only events that hold this text: in the name, id, path, headers or body')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many of the last events')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'How many of the last events')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'Only events whose latest delivery failed')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All events that the filters leave')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Go on with events as they come; Ctrl-C ends')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Go on with events as they come; Ctrl-C ends')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;events;show' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'Write the body alone, byte for byte')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;events;search' {
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Only events of this name; `contact.*` and `*.created` work; several')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only what this wrote: send, listen, replay, poll, import; `all`')
            [CompletionResult]::new('--verdict', '--verdict', [CompletionResultType]::ParameterName, 'Only this verdict: verified, mismatch, missing, malformed, unverified')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only what came before this time')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only events that hold this text: in the name, id, path, headers or body')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many of the last events')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'How many of the last events')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'Only events whose latest delivery failed')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;events;diff' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--body-only', '--body-only', [CompletionResultType]::ParameterName, 'Compare the bodies alone')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;events;stats' {
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Only events of this name; `contact.*` and `*.created` work; several')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only what this wrote: send, listen, replay, poll, import; `all`')
            [CompletionResult]::new('--verdict', '--verdict', [CompletionResultType]::ParameterName, 'Only this verdict: verified, mismatch, missing, malformed, unverified')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only what came before this time')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only events that hold this text: in the name, id, path, headers or body')
            [CompletionResult]::new('--edition', '--edition', [CompletionResultType]::ParameterName, 'Compare with the event types of this edition alone')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'Only events whose latest delivery failed')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;events;export' {
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'The last N events that the filters leave, oldest first')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Only events of this name; `contact.*` and `*.created` work; several')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only what this wrote: send, listen, replay, poll, import; `all`')
            [CompletionResult]::new('--verdict', '--verdict', [CompletionResultType]::ParameterName, 'Only this verdict: verified, mismatch, missing, malformed, unverified')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only what came before this time')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only events that hold this text: in the name, id, path, headers or body')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the export')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Where the requests go; without a path, each keeps its own [default: http://localhost:3000]')
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Directory for bodies that an .http file cannot hold; for curl, for those that are no text. They are named as seen from here, so keep the export in this directory')
            [CompletionResult]::new('--redact-seed', '--redact-seed', [CompletionResultType]::ParameterName, 'The same text makes the same fakes in every export; keep it to yourself [default: random]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'Only events whose latest delivery failed')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Replace personal data by fakes, and sign the bodies again with a public test key')
            [CompletionResult]::new('--redact-drop-bodies', '--redact-drop-bodies', [CompletionResultType]::ParameterName, 'Export a body that is not JSON as an empty one, instead of refusing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;events;import' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the file [default: found out from how it begins]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;events;prune' {
            [CompletionResult]::new('--before', '--before', [CompletionResultType]::ParameterName, 'Only what came before this time: `30d`, `2026-02-24`, `2026-02-24T10:00:00Z`')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Leave the last N of the events that are meant')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Only events of this name; `contact.*` and `*.created` work; several')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Only what this wrote: send, listen, replay, poll, import; `all`')
            [CompletionResult]::new('--verdict', '--verdict', [CompletionResultType]::ParameterName, 'Only this verdict: verified, mismatch, missing, malformed, unverified')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only what came before this time')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only events that hold this text: in the name, id, path, headers or body')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--failed', '--failed', [CompletionResultType]::ParameterName, 'Only events whose latest delivery failed')
            [CompletionResult]::new('--with-pending', '--with-pending', [CompletionResultType]::ParameterName, 'Remove events that are still to be delivered, too')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would go, and remove nothing')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'Give the space back even where writing the file anew takes long: a listener may refuse events meanwhile (503)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;events;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List events, oldest of the last ones first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one event: verdict, headers, body, deliveries')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find events that hold a text: in the name, id, path, headers or body')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare two events: bodies field by field, and headers')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count events, sizes, latencies, and what of the catalogue was never seen')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write events to stdout: JSON lines, curl, HAR or .http')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Read events from a file: JSON lines, HAR, .http, or our own curl')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Remove events that are no longer needed')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;events;help;list' {
            break
        }
        'leadlex-hooks;events;help;show' {
            break
        }
        'leadlex-hooks;events;help;search' {
            break
        }
        'leadlex-hooks;events;help;diff' {
            break
        }
        'leadlex-hooks;events;help;stats' {
            break
        }
        'leadlex-hooks;events;help;export' {
            break
        }
        'leadlex-hooks;events;help;import' {
            break
        }
        'leadlex-hooks;events;help;prune' {
            break
        }
        'leadlex-hooks;events;help;help' {
            break
        }
        'leadlex-hooks;deliveries' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List deliveries with their state and last answer')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one delivery: every attempt with request and response')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Attempt deliveries again now, with the same Delivery-ID and body')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Give up pending deliveries')
            [CompletionResult]::new('drain', 'drain', [CompletionResultType]::ParameterValue, 'Make all attempts that are pending, whoever left them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;deliveries;list' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Only these states: pending, delivered, dead, cancelled')
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'Only deliveries of this event')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many of the last deliveries')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'How many of the last deliveries')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Go on with deliveries as they are made and change; Ctrl-C ends')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Go on with deliveries as they are made and change; Ctrl-C ends')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;deliveries;show' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;deliveries;retry' {
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'How long an attempt may take until the answer''s head is complete')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--dead', '--dead', [CompletionResultType]::ParameterName, 'All deliveries whose every attempt failed')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;deliveries;cancel' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All that are pending')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;deliveries;drain' {
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'How long an attempt may take until the answer''s head is complete')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;deliveries;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List deliveries with their state and last answer')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one delivery: every attempt with request and response')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Attempt deliveries again now, with the same Delivery-ID and body')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Give up pending deliveries')
            [CompletionResult]::new('drain', 'drain', [CompletionResultType]::ParameterValue, 'Make all attempts that are pending, whoever left them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;deliveries;help;list' {
            break
        }
        'leadlex-hooks;deliveries;help;show' {
            break
        }
        'leadlex-hooks;deliveries;help;retry' {
            break
        }
        'leadlex-hooks;deliveries;help;cancel' {
            break
        }
        'leadlex-hooks;deliveries;help;drain' {
            break
        }
        'leadlex-hooks;deliveries;help;help' {
            break
        }
        'leadlex-hooks;inspect' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Port of the page; 0 picks a free one')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port of the page; 0 picks a free one')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Endpoint that replays may go to; several, the first is the usual one')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;sandbox' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Port to listen on; 0 picks a free one')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port to listen on; 0 picks a free one')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'Loopback address to listen on')
            [CompletionResult]::new('--ready-file', '--ready-file', [CompletionResultType]::ParameterName, 'Write the API''s URL to this file once connections are accepted')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Print what can be given to `--fault`, `--reading`, `--forbid` or a script, and end')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Same seed, same workspace')
            [CompletionResult]::new('--contacts', '--contacts', [CompletionResultType]::ParameterName, 'Contacts')
            [CompletionResult]::new('--companies', '--companies', [CompletionResultType]::ParameterName, 'Companies')
            [CompletionResult]::new('--deals', '--deals', [CompletionResultType]::ParameterName, 'Deals')
            [CompletionResult]::new('--lists', '--lists', [CompletionResultType]::ParameterName, 'Lists')
            [CompletionResult]::new('--campaigns', '--campaigns', [CompletionResultType]::ParameterName, 'Campaigns')
            [CompletionResult]::new('--lexi', '--lexi', [CompletionResultType]::ParameterName, 'Pending tasks of Lexi''s')
            [CompletionResult]::new('--tasks', '--tasks', [CompletionResultType]::ParameterName, 'Tasks of the CRM')
            [CompletionResult]::new('--users', '--users', [CompletionResultType]::ParameterName, 'Users')
            [CompletionResult]::new('--start-at', '--start-at', [CompletionResultType]::ParameterName, 'Time its clock shows at the start; it runs on from there [default: the real time]')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'Plan that limits the calls')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A key that may read and write, beside the fixed ones')
            [CompletionResult]::new('--forbid', '--forbid', [CompletionResultType]::ParameterName, 'A resource that no key may touch')
            [CompletionResult]::new('--reading', '--reading', [CompletionResultType]::ParameterName, 'One plausible reading of what the documentation leaves open')
            [CompletionResult]::new('--fault', '--fault', [CompletionResultType]::ParameterName, 'A fault: NAME[=VALUE][,times=N][,share=0.1][,on=RESOURCE]')
            [CompletionResult]::new('--script', '--script', [CompletionResultType]::ParameterName, 'Changes that happen by themselves, a JSON object a line')
            [CompletionResult]::new('--activity', '--activity', [CompletionResultType]::ParameterName, 'Let something happen every so often')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'How often, with `--activity`')
            [CompletionResult]::new('--webhook', '--webhook', [CompletionResultType]::ParameterName, 'Deliver webhooks to this URL, signed with the secret')
            [CompletionResult]::new('--webhook-events', '--webhook-events', [CompletionResultType]::ParameterName, 'Deliver only these events to `--webhook`')
            [CompletionResult]::new('--edition', '--edition', [CompletionResultType]::ParameterName, 'Names that webhooks have')
            [CompletionResult]::new('--time-scale', '--time-scale', [CompletionResultType]::ParameterName, 'Multiply every wait between attempts at a delivery')
            [CompletionResult]::new('--allow-loopback-webhooks', '--allow-loopback-webhooks', [CompletionResultType]::ParameterName, 'Whether the API takes webhooks to this machine, which LeadLex refuses')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;check' {
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Run these cases only: an id, `accept`, `reject`, `behaviour`, or a pattern such as `*retry*`')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Leave these cases out: an id, a group, or a pattern')
            [CompletionResult]::new('--events', '--events', [CompletionResultType]::ParameterName, 'Event types to send; the first one serves the cases that are about something else [default: all]')
            [CompletionResult]::new('--probe', '--probe', [CompletionResultType]::ParameterName, 'URL or command that tells the state behind the endpoint, compared before and after duplicates')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'File of known failures, one id a line: they do not count')
            [CompletionResult]::new('--write-baseline', '--write-baseline', [CompletionResultType]::ParameterName, 'Write the ids of what failed to a file, for `--baseline`')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'How many deliveries are sent together in `behaviour.load`')
            [CompletionResult]::new('--deadline', '--deadline', [CompletionResultType]::ParameterName, 'How long each answer may take until its head is complete')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Number that decides bodies and ids: on the same day, same seed, same bytes [default: random]')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write the outcome to a file as well: `junit=FILE`, `json=FILE`, `html=FILE`; several at once')
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'Start this command first and end it afterwards; it finds LEADLEX_WEBHOOK_SECRET (a random one where none is set) and LEADLEX_HOOKS_URL in its environment')
            [CompletionResult]::new('--wait-for', '--wait-for', [CompletionResultType]::ParameterName, 'URL that answers once the started command is ready [default: the endpoint]')
            [CompletionResult]::new('--start-timeout', '--start-timeout', [CompletionResultType]::ParameterName, 'How long the started command may take until it is ready')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before an endpoint beyond this machine gets the whole suite')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be sent, and send nothing')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the cases, and send nothing')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;verify' {
            [CompletionResult]::new('--signature', '--signature', [CompletionResultType]::ParameterName, 'Value of the X-LeadLex-Signature header')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Header as it was received; several')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header as it was received; several')
            [CompletionResult]::new('--tolerance', '--tolerance', [CompletionResultType]::ParameterName, 'Fail also when the X-LeadLex-Timestamp given with `--header` is further away than this')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'When it does not match, try the mistakes people make with secrets, bodies and headers, and name the simplest that explains it. Looks at other profiles'' secrets and at the log too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;sign' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;catalog' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List event types (what `catalog` alone does)')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what is known of an event type, with a sample')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of an event type''s body')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, 'Print a sample body, byte for byte as `send` sends it')
            [CompletionResult]::new('handler', 'handler', [CompletionResultType]::ParameterValue, 'Print a webhook handler to begin with: complete, tested, only a standard library')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;catalog;list' {
            [CompletionResult]::new('--edition', '--edition', [CompletionResultType]::ParameterName, 'Only the types of this edition')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;catalog;show' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;catalog;schema' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;catalog;sample' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Number that decides every value: same seed, same bytes')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;catalog;handler' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the handler')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;catalog;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List event types (what `catalog` alone does)')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what is known of an event type, with a sample')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of an event type''s body')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, 'Print a sample body, byte for byte as `send` sends it')
            [CompletionResult]::new('handler', 'handler', [CompletionResultType]::ParameterValue, 'Print a webhook handler to begin with: complete, tested, only a standard library')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;catalog;help;list' {
            break
        }
        'leadlex-hooks;catalog;help;show' {
            break
        }
        'leadlex-hooks;catalog;help;schema' {
            break
        }
        'leadlex-hooks;catalog;help;sample' {
            break
        }
        'leadlex-hooks;catalog;help;handler' {
            break
        }
        'leadlex-hooks;catalog;help;help' {
            break
        }
        'leadlex-hooks;webhooks' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the subscriptions')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a subscription, and keep the secret that LeadLex shows once')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a subscription, pause or resume it; its secret stays')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Remove subscriptions, with their secrets and the retries under way')
            [CompletionResult]::new('logs', 'logs', [CompletionResultType]::ParameterValue, 'Show LeadLex''s log of deliveries, and which of them the local log has')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;webhooks;list' {
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'API key, or `@FILE` [env: LEADLEX_API_KEY]')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;webhooks;create' {
            [CompletionResult]::new('--events', '--events', [CompletionResultType]::ParameterName, 'Only these events: names, or patterns such as `contact.*` [default: all that are launched]')
            [CompletionResult]::new('--description', '--description', [CompletionResultType]::ParameterName, 'What it is for; 200 characters at most')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Write it into this new file, readable by you alone')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'API key, or `@FILE` [env: LEADLEX_API_KEY]')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--allow-unknown', '--allow-unknown', [CompletionResultType]::ParameterName, 'Ask for event names that no documentation has')
            [CompletionResult]::new('--paused', '--paused', [CompletionResultType]::ParameterName, 'Deliver nothing until `webhooks update --resume`')
            [CompletionResult]::new('--rotate', '--rotate', [CompletionResultType]::ParameterName, 'Keep the configured secret beside the new one, which signs from now on')
            [CompletionResult]::new('--print-secret', '--print-secret', [CompletionResultType]::ParameterName, 'Print it to stdout, and nothing else there unless with `--json`')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;webhooks;update' {
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'Deliver there from now on')
            [CompletionResult]::new('--events', '--events', [CompletionResultType]::ParameterName, 'Deliver these events from now on, and no others')
            [CompletionResult]::new('--add-events', '--add-events', [CompletionResultType]::ParameterName, 'Deliver these events as well')
            [CompletionResult]::new('--remove-events', '--remove-events', [CompletionResultType]::ParameterName, 'Deliver these events no longer')
            [CompletionResult]::new('--description', '--description', [CompletionResultType]::ParameterName, 'What it is for; 200 characters at most')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'API key, or `@FILE` [env: LEADLEX_API_KEY]')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--allow-unknown', '--allow-unknown', [CompletionResultType]::ParameterName, 'Ask for event names that no documentation has')
            [CompletionResult]::new('--pause', '--pause', [CompletionResultType]::ParameterName, 'Deliver nothing until it is resumed')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Deliver again')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;webhooks;delete' {
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'API key, or `@FILE` [env: LEADLEX_API_KEY]')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--forget', '--forget', [CompletionResultType]::ParameterName, 'Only forget what a killed `listen --register` left, by its whole id: for an API that is gone')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;webhooks;logs' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only attempts that went so: success, failed or pending')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many of the last attempts are looked at; each hundred takes a call')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'How many of the last attempts are looked at; each hundred takes a call')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'API key, or `@FILE` [env: LEADLEX_API_KEY]')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--missing', '--missing', [CompletionResultType]::ParameterName, 'Only deliveries that the local log does not have')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;webhooks;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the subscriptions')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a subscription, and keep the secret that LeadLex shows once')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a subscription, pause or resume it; its secret stays')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Remove subscriptions, with their secrets and the retries under way')
            [CompletionResult]::new('logs', 'logs', [CompletionResultType]::ParameterValue, 'Show LeadLex''s log of deliveries, and which of them the local log has')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;webhooks;help;list' {
            break
        }
        'leadlex-hooks;webhooks;help;create' {
            break
        }
        'leadlex-hooks;webhooks;help;update' {
            break
        }
        'leadlex-hooks;webhooks;help;delete' {
            break
        }
        'leadlex-hooks;webhooks;help;logs' {
            break
        }
        'leadlex-hooks;webhooks;help;help' {
            break
        }
        'leadlex-hooks;config' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Ask for what is needed and write the configuration')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting; secrets by their fingerprint only')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Write a setting into the configuration file')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the configuration file')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Make, keep and hand on the signing secret')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;config;init' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;config;show' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'Say where each value comes from')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;config;set' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;config;path' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;config;secret' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a random secret for local work and keep it in the configuration')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Keep a secret that is read from stdin, or asked for and not shown')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'Take a secret out of the configuration, once nobody signs with it any more')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Print a shell line that exports the secret to your application')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;config;secret;new' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--rotate', '--rotate', [CompletionResultType]::ParameterName, 'Keep the present secret beside the new one, which signs from now on')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;config;secret;set' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--rotate', '--rotate', [CompletionResultType]::ParameterName, 'Keep the present secret beside it; the new one signs from now on')
            [CompletionResult]::new('--replace', '--replace', [CompletionResultType]::ParameterName, 'Put it in the place of all that are there')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;config;secret;drop' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;config;secret;env' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;config;secret;help' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a random secret for local work and keep it in the configuration')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Keep a secret that is read from stdin, or asked for and not shown')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'Take a secret out of the configuration, once nobody signs with it any more')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Print a shell line that exports the secret to your application')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;config;secret;help;new' {
            break
        }
        'leadlex-hooks;config;secret;help;set' {
            break
        }
        'leadlex-hooks;config;secret;help;drop' {
            break
        }
        'leadlex-hooks;config;secret;help;env' {
            break
        }
        'leadlex-hooks;config;secret;help;help' {
            break
        }
        'leadlex-hooks;config;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Ask for what is needed and write the configuration')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting; secrets by their fingerprint only')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Write a setting into the configuration file')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the configuration file')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Make, keep and hand on the signing secret')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;config;help;init' {
            break
        }
        'leadlex-hooks;config;help;show' {
            break
        }
        'leadlex-hooks;config;help;set' {
            break
        }
        'leadlex-hooks;config;help;path' {
            break
        }
        'leadlex-hooks;config;help;secret' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a random secret for local work and keep it in the configuration')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Keep a secret that is read from stdin, or asked for and not shown')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'Take a secret out of the configuration, once nobody signs with it any more')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Print a shell line that exports the secret to your application')
            break
        }
        'leadlex-hooks;config;help;secret;new' {
            break
        }
        'leadlex-hooks;config;help;secret;set' {
            break
        }
        'leadlex-hooks;config;help;secret;drop' {
            break
        }
        'leadlex-hooks;config;help;secret;env' {
            break
        }
        'leadlex-hooks;config;help;help' {
            break
        }
        'leadlex-hooks;doctor' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Endpoint to look at [default: `to` of the configuration, else `forward_to`]')
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'Test a tunnel that runs: its public URL')
            [CompletionResult]::new('--tunnel', '--tunnel', [CompletionResultType]::ParameterName, 'Start a tunnel and test it: cloudflared, ngrok, or a command with `{url}` or `{port}` in it that prints an https URL')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Port of this machine that the tunnel leads to [default: the one of `listen`; with `--tunnel` a free one]')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port of this machine that the tunnel leads to [default: the one of `listen`; with `--tunnel` a free one]')
            [CompletionResult]::new('--path', '--path', [CompletionResultType]::ParameterName, 'Path behind the public URL to test')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add a header to every request, or replace one')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file as well')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'HTTP proxy for everything but loopback')
            [CompletionResult]::new('--api-key', '--api-key', [CompletionResultType]::ParameterName, 'API key, or `@FILE` [env: LEADLEX_API_KEY]')
            [CompletionResult]::new('--api-url', '--api-url', [CompletionResultType]::ParameterName, 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--slow', '--slow', [CompletionResultType]::ParameterName, 'Test as well whether an answer that takes 9 s comes back through the tunnel')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask neither the API nor an endpoint; a tunnel is tested all the same where one is named')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Trust any certificate; says so every time')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http beyond this machine')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;completions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;man' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Write a page for every command into this folder instead')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; NO_COLOR is honoured')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file [env: LEADLEX_HOOKS_CONFIG]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Write one JSON object a line to stdout, each with a `type`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Tell nothing but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show bodies and headers as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask anything; what would be asked is an error')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'leadlex-hooks;help' {
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Take the tour: everything on this machine, in seconds, nothing to set up')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send signed test payloads to an endpoint')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Receive webhooks: verify, record, show, forward')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Send saved events again')
            [CompletionResult]::new('poll', 'poll', [CompletionResultType]::ParameterValue, 'Poll the REST API and deliver what changed as webhooks')
            [CompletionResult]::new('events', 'events', [CompletionResultType]::ParameterValue, 'Look into the log of events')
            [CompletionResult]::new('deliveries', 'deliveries', [CompletionResultType]::ParameterValue, 'Look into the log of deliveries, and retry or cancel them')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Look into the log in a browser: live, with search, comparison and replay')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'Run a simulated LeadLex workspace: the REST API, its limits, and signed webhooks')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Prove a webhook handler right: a suite of deliveries, genuine and forged')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check a signature offline')
            [CompletionResult]::new('sign', 'sign', [CompletionResultType]::ParameterValue, 'Compute the signature of a body')
            [CompletionResult]::new('catalog', 'catalog', [CompletionResultType]::ParameterValue, 'Show every event type that LeadLex has documented')
            [CompletionResult]::new('webhooks', 'webhooks', [CompletionResultType]::ParameterValue, 'Manage the webhook subscriptions of your LeadLex workspace')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show and change the configuration')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look at configuration, secret, store, API, endpoint, clock and tunnel, and say what to mend')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'leadlex-hooks;help;demo' {
            break
        }
        'leadlex-hooks;help;send' {
            break
        }
        'leadlex-hooks;help;listen' {
            break
        }
        'leadlex-hooks;help;replay' {
            break
        }
        'leadlex-hooks;help;poll' {
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Say what polling would cost, and how late each event would be')
            [CompletionResult]::new('gaps', 'gaps', [CompletionResultType]::ParameterValue, 'Compare what the API says happened with what the log has')
            break
        }
        'leadlex-hooks;help;poll;plan' {
            break
        }
        'leadlex-hooks;help;poll;gaps' {
            break
        }
        'leadlex-hooks;help;events' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List events, oldest of the last ones first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one event: verdict, headers, body, deliveries')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find events that hold a text: in the name, id, path, headers or body')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare two events: bodies field by field, and headers')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count events, sizes, latencies, and what of the catalogue was never seen')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write events to stdout: JSON lines, curl, HAR or .http')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Read events from a file: JSON lines, HAR, .http, or our own curl')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Remove events that are no longer needed')
            break
        }
        'leadlex-hooks;help;events;list' {
            break
        }
        'leadlex-hooks;help;events;show' {
            break
        }
        'leadlex-hooks;help;events;search' {
            break
        }
        'leadlex-hooks;help;events;diff' {
            break
        }
        'leadlex-hooks;help;events;stats' {
            break
        }
        'leadlex-hooks;help;events;export' {
            break
        }
        'leadlex-hooks;help;events;import' {
            break
        }
        'leadlex-hooks;help;events;prune' {
            break
        }
        'leadlex-hooks;help;deliveries' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List deliveries with their state and last answer')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one delivery: every attempt with request and response')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Attempt deliveries again now, with the same Delivery-ID and body')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Give up pending deliveries')
            [CompletionResult]::new('drain', 'drain', [CompletionResultType]::ParameterValue, 'Make all attempts that are pending, whoever left them')
            break
        }
        'leadlex-hooks;help;deliveries;list' {
            break
        }
        'leadlex-hooks;help;deliveries;show' {
            break
        }
        'leadlex-hooks;help;deliveries;retry' {
            break
        }
        'leadlex-hooks;help;deliveries;cancel' {
            break
        }
        'leadlex-hooks;help;deliveries;drain' {
            break
        }
        'leadlex-hooks;help;inspect' {
            break
        }
        'leadlex-hooks;help;sandbox' {
            break
        }
        'leadlex-hooks;help;check' {
            break
        }
        'leadlex-hooks;help;verify' {
            break
        }
        'leadlex-hooks;help;sign' {
            break
        }
        'leadlex-hooks;help;catalog' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List event types (what `catalog` alone does)')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what is known of an event type, with a sample')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of an event type''s body')
            [CompletionResult]::new('sample', 'sample', [CompletionResultType]::ParameterValue, 'Print a sample body, byte for byte as `send` sends it')
            [CompletionResult]::new('handler', 'handler', [CompletionResultType]::ParameterValue, 'Print a webhook handler to begin with: complete, tested, only a standard library')
            break
        }
        'leadlex-hooks;help;catalog;list' {
            break
        }
        'leadlex-hooks;help;catalog;show' {
            break
        }
        'leadlex-hooks;help;catalog;schema' {
            break
        }
        'leadlex-hooks;help;catalog;sample' {
            break
        }
        'leadlex-hooks;help;catalog;handler' {
            break
        }
        'leadlex-hooks;help;webhooks' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the subscriptions')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a subscription, and keep the secret that LeadLex shows once')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a subscription, pause or resume it; its secret stays')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Remove subscriptions, with their secrets and the retries under way')
            [CompletionResult]::new('logs', 'logs', [CompletionResultType]::ParameterValue, 'Show LeadLex''s log of deliveries, and which of them the local log has')
            break
        }
        'leadlex-hooks;help;webhooks;list' {
            break
        }
        'leadlex-hooks;help;webhooks;create' {
            break
        }
        'leadlex-hooks;help;webhooks;update' {
            break
        }
        'leadlex-hooks;help;webhooks;delete' {
            break
        }
        'leadlex-hooks;help;webhooks;logs' {
            break
        }
        'leadlex-hooks;help;config' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Ask for what is needed and write the configuration')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting; secrets by their fingerprint only')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Write a setting into the configuration file')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the configuration file')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Make, keep and hand on the signing secret')
            break
        }
        'leadlex-hooks;help;config;init' {
            break
        }
        'leadlex-hooks;help;config;show' {
            break
        }
        'leadlex-hooks;help;config;set' {
            break
        }
        'leadlex-hooks;help;config;path' {
            break
        }
        'leadlex-hooks;help;config;secret' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a random secret for local work and keep it in the configuration')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Keep a secret that is read from stdin, or asked for and not shown')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'Take a secret out of the configuration, once nobody signs with it any more')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Print a shell line that exports the secret to your application')
            break
        }
        'leadlex-hooks;help;config;secret;new' {
            break
        }
        'leadlex-hooks;help;config;secret;set' {
            break
        }
        'leadlex-hooks;help;config;secret;drop' {
            break
        }
        'leadlex-hooks;help;config;secret;env' {
            break
        }
        'leadlex-hooks;help;doctor' {
            break
        }
        'leadlex-hooks;help;completions' {
            break
        }
        'leadlex-hooks;help;man' {
            break
        }
        'leadlex-hooks;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
