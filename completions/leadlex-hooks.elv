
use builtin;
use str;

set edit:completion:arg-completer[leadlex-hooks] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'leadlex-hooks'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'leadlex-hooks'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand demo 'Take the tour: everything on this machine, in seconds, nothing to set up'
            cand send 'Send signed test payloads to an endpoint'
            cand listen 'Receive webhooks: verify, record, show, forward'
            cand replay 'Send saved events again'
            cand poll 'Poll the REST API and deliver what changed as webhooks'
            cand events 'Look into the log of events'
            cand deliveries 'Look into the log of deliveries, and retry or cancel them'
            cand inspect 'Look into the log in a browser: live, with search, comparison and replay'
            cand sandbox 'Run a simulated LeadLex workspace: the REST API, its limits, and signed webhooks'
            cand check 'Prove a webhook handler right: a suite of deliveries, genuine and forged'
            cand verify 'Check a signature offline'
            cand sign 'Compute the signature of a body'
            cand catalog 'Show every event type that LeadLex has documented'
            cand config 'Show and change the configuration'
            cand doctor 'Look at configuration, secret, store, API, endpoint, clock and tunnel, and say what to mend'
            cand completions 'Print the completions of a shell'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;demo'= {
            cand --break 'Break a step on purpose, to see that the tour notices'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --keep-running 'Leave the listener and the handler up until Ctrl-C'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;send'= {
            cand --edition 'With `--all`: only the types of this edition of LeadLex''s documentation'
            cand --scenario 'A lifecycle in order with consistent ids: new-lead, campaign-lifecycle, lexi-approval, or a JSON file'
            cand --data 'Body to send as it is, JSON or not; an EVENT beside it changes nothing'
            cand --seed 'Number that decides every value of a sample: same seed, same bytes'
            cand --delivery-id 'Delivery-ID to use instead of a random one'
            cand --tamper 'Spoil the delivery: signature, body, secret, missing, prefix, encoding, timestamp=VALUE'
            cand --as 'Print the request in this form instead of sending it'
            cand --set 'Replace the value at a path that is there: `data.contact.email=new@example.com`, `data.contacts[0].id=''"7"''` (JSON, or else a string)'
            cand --patch 'Apply a JSON merge patch (RFC 7396), which can add and remove fields'
            cand --count 'Send that many, each with ids, a Delivery-ID and a signature of its own; several events take turns'
            cand --duration 'Begin deliveries for this long; with `--count`, whichever ends first'
            cand --concurrency 'Deliveries under way at once, each on a connection of its own (16 unless given)'
            cand --rate 'Begin that many a second, however slow the answers are; latencies count from when each was due'
            cand --to 'URL of the endpoint; `:3000/webhooks` means this machine. `replay` keeps each event''s own path when the URL has none'
            cand --max-time 'How long an attempt may take until the answer''s head is complete'
            cand --expect-status 'Succeed when the answer''s status is one of these: `2xx`, `401,403`'
            cand --expect-body 'Succeed only when the answer''s body holds this text'
            cand --retry 'Waits between attempts: `leadlex` (5s,30s,5min,1h,6h), `none`, or a list like `1s,5s`'
            cand --time-scale 'Multiply every wait: 0.001 turns hours into seconds'
            cand --retry-timestamp 'Which X-LeadLex-Timestamp a retry carries'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --all 'One of every event type'
            cand --allow-unknown 'Send names that the catalogue does not know, with an envelope and empty data'
            cand --unsigned 'Send without a signature'
            cand --edit 'Open the body in $VISUAL or $EDITOR before it is signed'
            cand --record 'Record every event and delivery, as without `--count`; otherwise one summary is recorded'
            cand --dry-run 'Show what would be sent, and send nothing'
            cand --show-secrets 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
            cand --queue 'Leave retries in the outbox for `deliveries drain` instead of waiting for them'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;listen'= {
            cand -p 'Port to listen on; 0 picks a free one [default: 4000]'
            cand --port 'Port to listen on; 0 picks a free one [default: 4000]'
            cand --host 'Address to listen on [default: 127.0.0.1]'
            cand --path 'The one path to serve; others are answered 404'
            cand --route 'Forward events of these names to a URL of their own; the first route that matches wins'
            cand --forward-to 'Forward accepted events; a URL without a path keeps the incoming one'
            cand --retry 'Waits between attempts under `--ack-first`: `leadlex`, `none`, or a list like `1s,5s`'
            cand --time-scale 'Multiply every wait between attempts'
            cand --forward-timeout 'How long the handler may take'
            cand --tolerance 'Reject events whose X-LeadLex-Timestamp is further away than this (it is not signed)'
            cand --only 'Show and forward only these events; all are recorded'
            cand --respond 'Answer by a script instead of forwarding: `503x2,delay=5s,200`; the last step repeats. Steps: STATUS, delay=TIME, slow=TIME, body=TEXT, body=@FILE, hang, reset; `+` joins, `xN` repeats'
            cand --expect 'End when these have arrived: `contact.created x2` (at least 2 deliveries), `contact.*=3` (exactly 3 when the time is over); exit 1 when they do not'
            cand --timeout 'How long to wait for `--expect`, and for the command after `--` [default: 30s with `--expect`]'
            cand --ready-file 'Write the URL to this file once connections are accepted'
            cand --cert 'Serve https with this PEM certificate chain'
            cand --key 'PEM private key of the certificate'
            cand --tunnel 'Start a tunnel and tell its public URL: cloudflared, ngrok, or a command with `{url}` or `{port}` in it that prints an https URL'
            cand --inspect-port 'Port of that page [default: a free one]'
            cand --max-body 'Largest body that is taken, in bytes'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --ack-first 'Store and acknowledge at once, then deliver on the retry schedule'
            cand --forward-rejected 'Forward requests whose signature is wrong as well (pass-through only)'
            cand --inspect 'Serve a page that shows what comes, on a port of its own and on this machine only; the URL has a token that is new each time'
            cand --allow-unverified 'Listen beyond this machine even though nothing can be verified'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;replay'= {
            cand --last 'The last N events that the filters leave, oldest first'
            cand --event 'Only events of this name; `contact.*` and `*.created` work; several'
            cand --source 'Only what this wrote: send, listen, replay, poll, import; `all`'
            cand --verdict 'Only this verdict: verified, mismatch, missing, malformed, unverified'
            cand --since 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`'
            cand --until 'Only what came before this time'
            cand --search 'Only events that hold this text: in the name, id, path, headers or body'
            cand --speed 'Keep the captured gaps between events, so many times faster: `1x`, `10x`, `0.5x`, `max`'
            cand --order 'Order in which events are sent; captured is oldest first, or as the IDs are given'
            cand --concurrency 'Deliveries under way at once; they are begun in order, and may overtake each other on the way'
            cand --duplicate 'Send each delivery N times, with the same Delivery-ID and body'
            cand --drop 'Leave out a part of the events, drawn at random: `10%` or `3`'
            cand --seed 'Repeat what was drawn at random: the seed an earlier run told'
            cand --ignore-header 'Header that may differ, beside Connection, Content-Length, Date, Keep-Alive, Server and Transfer-Encoding'
            cand --ignore-path 'Path in JSON answers that may differ, with all below it: `data.request_id`, `items.*.id`'
            cand --set 'Replace the value at a path that is there: `data.contact.email=new@example.com`, `data.contacts[0].id=''"7"''` (JSON, or else a string)'
            cand --patch 'Apply a JSON merge patch (RFC 7396), which can add and remove fields'
            cand --to 'URL of the endpoint; `:3000/webhooks` means this machine. `replay` keeps each event''s own path when the URL has none'
            cand --max-time 'How long an attempt may take until the answer''s head is complete'
            cand --expect-status 'Succeed when the answer''s status is one of these: `2xx`, `401,403`'
            cand --expect-body 'Succeed only when the answer''s body holds this text'
            cand --retry 'Waits between attempts: `leadlex` (5s,30s,5min,1h,6h), `none`, or a list like `1s,5s`'
            cand --time-scale 'Multiply every wait: 0.001 turns hours into seconds'
            cand --retry-timestamp 'Which X-LeadLex-Timestamp a retry carries'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --failed 'Only events whose latest delivery failed'
            cand --as-captured 'Send the bytes and headers exactly as they were captured'
            cand --same-id 'Keep the Delivery-ID instead of minting a new one'
            cand --no-record 'Record one summary instead of every event and delivery, and show counts and percentiles'
            cand --diff 'Compare the answers with those recorded: exit 1 when one differs'
            cand --edit 'Open the body in $VISUAL or $EDITOR before it is signed'
            cand --dry-run 'Show what would be sent, and send nothing'
            cand --show-secrets 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
            cand --queue 'Leave retries in the outbox for `deliveries drain` instead of waiting for them'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;poll'= {
            cand --to 'URL of the handler; without it events are recorded and shown'
            cand --interval 'Time between two cycles; `auto` spreads the calls that are left over the day'
            cand --since 'Tell also of what was created or changed since then: `2026-11-01T10:00:00Z`, `2026-11-01`, `3d`'
            cand --only-missing 'Leave out what a verified webhook in the log has told within this time; alone it means 1h'
            cand --events 'Only these events: `contact.*,lexi.task_failed`. A full name also selects what is costly'
            cand --edition 'Whose names to use where the two editions have two for one change'
            cand --scan-every 'How often to read what takes a full scan, such as companies and tasks'
            cand --reserve 'Share of the daily calls that is left to others'
            cand --tier 'Plan of the workspace, where answers carry no quota headers: starter, pro or org'
            cand --api-key 'API key, or `@FILE` [env: LEADLEX_API_KEY]'
            cand --api-url 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]'
            cand --workspace-id 'Workspace of the key: part of the ids of derived events'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --retry 'Waits between attempts: `leadlex`, `none`, or a list like `1s,5s`'
            cand --time-scale 'Multiply every wait between attempts'
            cand --max-time 'How long an attempt may take until the answer''s head is complete'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --once 'Read everything once, make the deliveries that are due, and end'
            cand --allow-mass-delete 'Believe it when many resources are gone at once'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --unordered 'Do not let events of one resource wait for each other'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand plan 'Say what polling would cost, and how late each event would be'
            cand gaps 'Compare what the API says happened with what the log has'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;poll;plan'= {
            cand --interval 'Time between two cycles; `auto` spreads the calls that are left over the day'
            cand --events 'Only these events: `contact.*,lexi.task_failed`. A full name also selects what is costly'
            cand --edition 'Whose names to use where the two editions have two for one change'
            cand --scan-every 'How often to read what takes a full scan, such as companies and tasks'
            cand --reserve 'Share of the daily calls that is left to others'
            cand --tier 'Plan of the workspace, where answers carry no quota headers: starter, pro or org'
            cand --api-key 'API key, or `@FILE` [env: LEADLEX_API_KEY]'
            cand --api-url 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]'
            cand --workspace-id 'Workspace of the key: part of the ids of derived events'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;poll;gaps'= {
            cand --since 'Beginning of the period: `3d`, `2026-11-01`, `2026-11-01T10:00:00Z`'
            cand --until 'End of the period [default: a minute ago, so that webhooks on their way do not count]'
            cand --to 'URL of the handler that gets what is missing'
            cand --window 'How late a webhook may tell of a change and still count'
            cand --events 'Only these events: `contact.*,lexi.task_failed`. A full name also selects what is costly'
            cand --edition 'Whose names to use where the two editions have two for one change'
            cand --scan-every 'How often to read what takes a full scan, such as companies and tasks'
            cand --reserve 'Share of the daily calls that is left to others'
            cand --tier 'Plan of the workspace, where answers carry no quota headers: starter, pro or org'
            cand --api-key 'API key, or `@FILE` [env: LEADLEX_API_KEY]'
            cand --api-url 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]'
            cand --workspace-id 'Workspace of the key: part of the ids of derived events'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --retry 'Waits between attempts: `leadlex`, `none`, or a list like `1s,5s`'
            cand --time-scale 'Multiply every wait between attempts'
            cand --max-time 'How long an attempt may take until the answer''s head is complete'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --fill 'Record what is missing, as `poll` would have'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --unordered 'Do not let events of one resource wait for each other'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;poll;help'= {
            cand plan 'Say what polling would cost, and how late each event would be'
            cand gaps 'Compare what the API says happened with what the log has'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;poll;help;plan'= {
        }
        &'leadlex-hooks;poll;help;gaps'= {
        }
        &'leadlex-hooks;poll;help;help'= {
        }
        &'leadlex-hooks;events'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List events, oldest of the last ones first'
            cand show 'Show one event: verdict, headers, body, deliveries'
            cand search 'Find events that hold a text: in the name, id, path, headers or body'
            cand diff 'Compare two events: bodies field by field, and headers'
            cand stats 'Count events, sizes, latencies, and what of the catalogue was never seen'
            cand export 'Write events to stdout: JSON lines, curl, HAR or .http'
            cand import 'Read events from a file: JSON lines, HAR, .http, or our own curl'
            cand prune 'Remove events that are no longer needed'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;events;list'= {
            cand --event 'Only events of this name; `contact.*` and `*.created` work; several'
            cand --source 'Only what this wrote: send, listen, replay, poll, import; `all`'
            cand --verdict 'Only this verdict: verified, mismatch, missing, malformed, unverified'
            cand --since 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`'
            cand --until 'Only what came before this time'
            cand --search 'Only events that hold this text: in the name, id, path, headers or body'
            cand -n 'How many of the last events'
            cand --last 'How many of the last events'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --failed 'Only events whose latest delivery failed'
            cand --all 'All events that the filters leave'
            cand -f 'Go on with events as they come; Ctrl-C ends'
            cand --follow 'Go on with events as they come; Ctrl-C ends'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;events;show'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --raw 'Write the body alone, byte for byte'
            cand --show-secrets 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;events;search'= {
            cand --event 'Only events of this name; `contact.*` and `*.created` work; several'
            cand --source 'Only what this wrote: send, listen, replay, poll, import; `all`'
            cand --verdict 'Only this verdict: verified, mismatch, missing, malformed, unverified'
            cand --since 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`'
            cand --until 'Only what came before this time'
            cand --search 'Only events that hold this text: in the name, id, path, headers or body'
            cand -n 'How many of the last events'
            cand --last 'How many of the last events'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --failed 'Only events whose latest delivery failed'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;events;diff'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --body-only 'Compare the bodies alone'
            cand --show-secrets 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;events;stats'= {
            cand --event 'Only events of this name; `contact.*` and `*.created` work; several'
            cand --source 'Only what this wrote: send, listen, replay, poll, import; `all`'
            cand --verdict 'Only this verdict: verified, mismatch, missing, malformed, unverified'
            cand --since 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`'
            cand --until 'Only what came before this time'
            cand --search 'Only events that hold this text: in the name, id, path, headers or body'
            cand --edition 'Compare with the event types of this edition alone'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --failed 'Only events whose latest delivery failed'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;events;export'= {
            cand --last 'The last N events that the filters leave, oldest first'
            cand --event 'Only events of this name; `contact.*` and `*.created` work; several'
            cand --source 'Only what this wrote: send, listen, replay, poll, import; `all`'
            cand --verdict 'Only this verdict: verified, mismatch, missing, malformed, unverified'
            cand --since 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`'
            cand --until 'Only what came before this time'
            cand --search 'Only events that hold this text: in the name, id, path, headers or body'
            cand --format 'Form of the export'
            cand --to 'Where the requests go; without a path, each keeps its own [default: http://localhost:3000]'
            cand --dir 'Directory for bodies that an .http file cannot hold; for curl, for those that are no text. They are named as seen from here, so keep the export in this directory'
            cand --redact-seed 'The same text makes the same fakes in every export; keep it to yourself [default: random]'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --failed 'Only events whose latest delivery failed'
            cand --show-secrets 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
            cand --redact 'Replace personal data by fakes, and sign the bodies again with a public test key'
            cand --redact-drop-bodies 'Export a body that is not JSON as an empty one, instead of refusing'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;events;import'= {
            cand --format 'Form of the file [default: found out from how it begins]'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;events;prune'= {
            cand --before 'Only what came before this time: `30d`, `2026-02-24`, `2026-02-24T10:00:00Z`'
            cand --keep 'Leave the last N of the events that are meant'
            cand --event 'Only events of this name; `contact.*` and `*.created` work; several'
            cand --source 'Only what this wrote: send, listen, replay, poll, import; `all`'
            cand --verdict 'Only this verdict: verified, mismatch, missing, malformed, unverified'
            cand --since 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`'
            cand --until 'Only what came before this time'
            cand --search 'Only events that hold this text: in the name, id, path, headers or body'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --failed 'Only events whose latest delivery failed'
            cand --with-pending 'Remove events that are still to be delivered, too'
            cand -y 'Do not ask'
            cand --yes 'Do not ask'
            cand --dry-run 'Say what would go, and remove nothing'
            cand --compact 'Give the space back even where writing the file anew takes long: a listener may refuse events meanwhile (503)'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;events;help'= {
            cand list 'List events, oldest of the last ones first'
            cand show 'Show one event: verdict, headers, body, deliveries'
            cand search 'Find events that hold a text: in the name, id, path, headers or body'
            cand diff 'Compare two events: bodies field by field, and headers'
            cand stats 'Count events, sizes, latencies, and what of the catalogue was never seen'
            cand export 'Write events to stdout: JSON lines, curl, HAR or .http'
            cand import 'Read events from a file: JSON lines, HAR, .http, or our own curl'
            cand prune 'Remove events that are no longer needed'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;events;help;list'= {
        }
        &'leadlex-hooks;events;help;show'= {
        }
        &'leadlex-hooks;events;help;search'= {
        }
        &'leadlex-hooks;events;help;diff'= {
        }
        &'leadlex-hooks;events;help;stats'= {
        }
        &'leadlex-hooks;events;help;export'= {
        }
        &'leadlex-hooks;events;help;import'= {
        }
        &'leadlex-hooks;events;help;prune'= {
        }
        &'leadlex-hooks;events;help;help'= {
        }
        &'leadlex-hooks;deliveries'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List deliveries with their state and last answer'
            cand show 'Show one delivery: every attempt with request and response'
            cand retry 'Attempt deliveries again now, with the same Delivery-ID and body'
            cand cancel 'Give up pending deliveries'
            cand drain 'Make all attempts that are pending, whoever left them'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;deliveries;list'= {
            cand --state 'Only these states: pending, delivered, dead, cancelled'
            cand --event 'Only deliveries of this event'
            cand -n 'How many of the last deliveries'
            cand --last 'How many of the last deliveries'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand -f 'Go on with deliveries as they are made and change; Ctrl-C ends'
            cand --follow 'Go on with deliveries as they are made and change; Ctrl-C ends'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;deliveries;show'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --show-secrets 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;deliveries;retry'= {
            cand --max-time 'How long an attempt may take until the answer''s head is complete'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --dead 'All deliveries whose every attempt failed'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;deliveries;cancel'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --all 'All that are pending'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;deliveries;drain'= {
            cand --max-time 'How long an attempt may take until the answer''s head is complete'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;deliveries;help'= {
            cand list 'List deliveries with their state and last answer'
            cand show 'Show one delivery: every attempt with request and response'
            cand retry 'Attempt deliveries again now, with the same Delivery-ID and body'
            cand cancel 'Give up pending deliveries'
            cand drain 'Make all attempts that are pending, whoever left them'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;deliveries;help;list'= {
        }
        &'leadlex-hooks;deliveries;help;show'= {
        }
        &'leadlex-hooks;deliveries;help;retry'= {
        }
        &'leadlex-hooks;deliveries;help;cancel'= {
        }
        &'leadlex-hooks;deliveries;help;drain'= {
        }
        &'leadlex-hooks;deliveries;help;help'= {
        }
        &'leadlex-hooks;inspect'= {
            cand -p 'Port of the page; 0 picks a free one'
            cand --port 'Port of the page; 0 picks a free one'
            cand --to 'Endpoint that replays may go to; several, the first is the usual one'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;sandbox'= {
            cand -p 'Port to listen on; 0 picks a free one'
            cand --port 'Port to listen on; 0 picks a free one'
            cand --host 'Loopback address to listen on'
            cand --ready-file 'Write the API''s URL to this file once connections are accepted'
            cand --list 'Print what can be given to `--fault`, `--reading`, `--forbid` or a script, and end'
            cand --seed 'Same seed, same workspace'
            cand --contacts 'Contacts'
            cand --companies 'Companies'
            cand --deals 'Deals'
            cand --lists 'Lists'
            cand --campaigns 'Campaigns'
            cand --lexi 'Pending tasks of Lexi''s'
            cand --tasks 'Tasks of the CRM'
            cand --users 'Users'
            cand --start-at 'Time its clock shows at the start; it runs on from there [default: the real time]'
            cand --plan 'Plan that limits the calls'
            cand --key 'A key that may read and write, beside the fixed ones'
            cand --forbid 'A resource that no key may touch'
            cand --reading 'One plausible reading of what the documentation leaves open'
            cand --fault 'A fault: NAME[=VALUE][,times=N][,share=0.1][,on=RESOURCE]'
            cand --script 'Changes that happen by themselves, a JSON object a line'
            cand --activity 'Let something happen every so often'
            cand --every 'How often, with `--activity`'
            cand --webhook 'Deliver webhooks to this URL, signed with the secret'
            cand --webhook-events 'Deliver only these events to `--webhook`'
            cand --edition 'Names that webhooks have'
            cand --time-scale 'Multiply every wait between attempts at a delivery'
            cand --allow-loopback-webhooks 'Whether the API takes webhooks to this machine, which LeadLex refuses'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;check'= {
            cand --only 'Run these cases only: an id, `accept`, `reject`, `behaviour`, or a pattern such as `*retry*`'
            cand --skip 'Leave these cases out: an id, a group, or a pattern'
            cand --events 'Event types to send; the first one serves the cases that are about something else [default: all]'
            cand --probe 'URL or command that tells the state behind the endpoint, compared before and after duplicates'
            cand --baseline 'File of known failures, one id a line: they do not count'
            cand --write-baseline 'Write the ids of what failed to a file, for `--baseline`'
            cand --concurrency 'How many deliveries are sent together in `behaviour.load`'
            cand --deadline 'How long each answer may take until its head is complete'
            cand --seed 'Number that decides bodies and ids: on the same day, same seed, same bytes [default: random]'
            cand --report 'Write the outcome to a file as well: `junit=FILE`, `json=FILE`, `html=FILE`; several at once'
            cand --start 'Start this command first and end it afterwards; it finds LEADLEX_WEBHOOK_SECRET (a random one where none is set) and LEADLEX_HOOKS_URL in its environment'
            cand --wait-for 'URL that answers once the started command is ready [default: the endpoint]'
            cand --start-timeout 'How long the started command may take until it is ready'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --yes 'Do not ask before an endpoint beyond this machine gets the whole suite'
            cand --dry-run 'Show what would be sent, and send nothing'
            cand --show-secrets 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
            cand --list 'List the cases, and send nothing'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;verify'= {
            cand --signature 'Value of the X-LeadLex-Signature header'
            cand -H 'Header as it was received; several'
            cand --header 'Header as it was received; several'
            cand --tolerance 'Fail also when the X-LeadLex-Timestamp given with `--header` is further away than this'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --explain 'When it does not match, try the mistakes people make with secrets, bodies and headers, and name the simplest that explains it. Looks at other profiles'' secrets and at the log too'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;sign'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;catalog'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List event types (what `catalog` alone does)'
            cand show 'Show what is known of an event type, with a sample'
            cand schema 'Print the JSON Schema of an event type''s body'
            cand sample 'Print a sample body, byte for byte as `send` sends it'
            cand handler 'Print a webhook handler to begin with: complete, tested, only a standard library'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;catalog;list'= {
            cand --edition 'Only the types of this edition'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;catalog;show'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;catalog;schema'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;catalog;sample'= {
            cand --seed 'Number that decides every value: same seed, same bytes'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;catalog;handler'= {
            cand --lang 'Language of the handler'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;catalog;help'= {
            cand list 'List event types (what `catalog` alone does)'
            cand show 'Show what is known of an event type, with a sample'
            cand schema 'Print the JSON Schema of an event type''s body'
            cand sample 'Print a sample body, byte for byte as `send` sends it'
            cand handler 'Print a webhook handler to begin with: complete, tested, only a standard library'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;catalog;help;list'= {
        }
        &'leadlex-hooks;catalog;help;show'= {
        }
        &'leadlex-hooks;catalog;help;schema'= {
        }
        &'leadlex-hooks;catalog;help;sample'= {
        }
        &'leadlex-hooks;catalog;help;handler'= {
        }
        &'leadlex-hooks;catalog;help;help'= {
        }
        &'leadlex-hooks;config'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand init 'Ask for what is needed and write the configuration'
            cand show 'Show every setting; secrets by their fingerprint only'
            cand set 'Write a setting into the configuration file'
            cand path 'Print the path of the configuration file'
            cand secret 'Make, keep and hand on the signing secret'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;config;init'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;config;show'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --origin 'Say where each value comes from'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;config;set'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;config;path'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;config;secret'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand new 'Make a random secret for local work and keep it in the configuration'
            cand set 'Keep a secret that is read from stdin, or asked for and not shown'
            cand env 'Print a shell line that exports the secret to your application'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;config;secret;new'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --rotate 'Keep the present secret beside the new one, which signs from now on'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;config;secret;set'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;config;secret;env'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;config;secret;help'= {
            cand new 'Make a random secret for local work and keep it in the configuration'
            cand set 'Keep a secret that is read from stdin, or asked for and not shown'
            cand env 'Print a shell line that exports the secret to your application'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;config;secret;help;new'= {
        }
        &'leadlex-hooks;config;secret;help;set'= {
        }
        &'leadlex-hooks;config;secret;help;env'= {
        }
        &'leadlex-hooks;config;secret;help;help'= {
        }
        &'leadlex-hooks;config;help'= {
            cand init 'Ask for what is needed and write the configuration'
            cand show 'Show every setting; secrets by their fingerprint only'
            cand set 'Write a setting into the configuration file'
            cand path 'Print the path of the configuration file'
            cand secret 'Make, keep and hand on the signing secret'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;config;help;init'= {
        }
        &'leadlex-hooks;config;help;show'= {
        }
        &'leadlex-hooks;config;help;set'= {
        }
        &'leadlex-hooks;config;help;path'= {
        }
        &'leadlex-hooks;config;help;secret'= {
            cand new 'Make a random secret for local work and keep it in the configuration'
            cand set 'Keep a secret that is read from stdin, or asked for and not shown'
            cand env 'Print a shell line that exports the secret to your application'
        }
        &'leadlex-hooks;config;help;secret;new'= {
        }
        &'leadlex-hooks;config;help;secret;set'= {
        }
        &'leadlex-hooks;config;help;secret;env'= {
        }
        &'leadlex-hooks;config;help;help'= {
        }
        &'leadlex-hooks;doctor'= {
            cand --to 'Endpoint to look at [default: `to` of the configuration, else `forward_to`]'
            cand --public-url 'Test a tunnel that runs: its public URL'
            cand --tunnel 'Start a tunnel and test it: cloudflared, ngrok, or a command with `{url}` or `{port}` in it that prints an https URL'
            cand -p 'Port of this machine that the tunnel leads to [default: the one of `listen`; with `--tunnel` a free one]'
            cand --port 'Port of this machine that the tunnel leads to [default: the one of `listen`; with `--tunnel` a free one]'
            cand --path 'Path behind the public URL to test'
            cand -H 'Add a header to every request, or replace one'
            cand --header 'Add a header to every request, or replace one'
            cand --cacert 'Trust the certificates of this PEM file as well'
            cand --proxy 'HTTP proxy for everything but loopback'
            cand --api-key 'API key, or `@FILE` [env: LEADLEX_API_KEY]'
            cand --api-url 'Where the API is, up to and without `/v1`; LeadLex''s own unless given [env: LEADLEX_API_URL]'
            cand --workspace-id 'Workspace of the key: part of the ids of derived events'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --slow 'Test as well whether an answer that takes 9 s comes back through the tunnel'
            cand --offline 'Ask nobody: neither the API nor an endpoint nor a tunnel'
            cand --insecure 'Trust any certificate; says so every time'
            cand --insecure-http 'Allow plain http beyond this machine'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;completions'= {
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;man'= {
            cand --dir 'Write a page for every command into this folder instead'
            cand --color 'When to use colours; NO_COLOR is honoured'
            cand --config 'Configuration file [env: LEADLEX_HOOKS_CONFIG]'
            cand --profile 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]'
            cand --store 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]'
            cand --secret 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]'
            cand --json 'Write one JSON object a line to stdout, each with a `type`'
            cand -q 'Tell nothing but warnings and errors'
            cand --quiet 'Tell nothing but warnings and errors'
            cand -v 'Show bodies and headers as well'
            cand --verbose 'Show bodies and headers as well'
            cand --no-input 'Never ask anything; what would be asked is an error'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'leadlex-hooks;help'= {
            cand demo 'Take the tour: everything on this machine, in seconds, nothing to set up'
            cand send 'Send signed test payloads to an endpoint'
            cand listen 'Receive webhooks: verify, record, show, forward'
            cand replay 'Send saved events again'
            cand poll 'Poll the REST API and deliver what changed as webhooks'
            cand events 'Look into the log of events'
            cand deliveries 'Look into the log of deliveries, and retry or cancel them'
            cand inspect 'Look into the log in a browser: live, with search, comparison and replay'
            cand sandbox 'Run a simulated LeadLex workspace: the REST API, its limits, and signed webhooks'
            cand check 'Prove a webhook handler right: a suite of deliveries, genuine and forged'
            cand verify 'Check a signature offline'
            cand sign 'Compute the signature of a body'
            cand catalog 'Show every event type that LeadLex has documented'
            cand config 'Show and change the configuration'
            cand doctor 'Look at configuration, secret, store, API, endpoint, clock and tunnel, and say what to mend'
            cand completions 'Print the completions of a shell'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'leadlex-hooks;help;demo'= {
        }
        &'leadlex-hooks;help;send'= {
        }
        &'leadlex-hooks;help;listen'= {
        }
        &'leadlex-hooks;help;replay'= {
        }
        &'leadlex-hooks;help;poll'= {
            cand plan 'Say what polling would cost, and how late each event would be'
            cand gaps 'Compare what the API says happened with what the log has'
        }
        &'leadlex-hooks;help;poll;plan'= {
        }
        &'leadlex-hooks;help;poll;gaps'= {
        }
        &'leadlex-hooks;help;events'= {
            cand list 'List events, oldest of the last ones first'
            cand show 'Show one event: verdict, headers, body, deliveries'
            cand search 'Find events that hold a text: in the name, id, path, headers or body'
            cand diff 'Compare two events: bodies field by field, and headers'
            cand stats 'Count events, sizes, latencies, and what of the catalogue was never seen'
            cand export 'Write events to stdout: JSON lines, curl, HAR or .http'
            cand import 'Read events from a file: JSON lines, HAR, .http, or our own curl'
            cand prune 'Remove events that are no longer needed'
        }
        &'leadlex-hooks;help;events;list'= {
        }
        &'leadlex-hooks;help;events;show'= {
        }
        &'leadlex-hooks;help;events;search'= {
        }
        &'leadlex-hooks;help;events;diff'= {
        }
        &'leadlex-hooks;help;events;stats'= {
        }
        &'leadlex-hooks;help;events;export'= {
        }
        &'leadlex-hooks;help;events;import'= {
        }
        &'leadlex-hooks;help;events;prune'= {
        }
        &'leadlex-hooks;help;deliveries'= {
            cand list 'List deliveries with their state and last answer'
            cand show 'Show one delivery: every attempt with request and response'
            cand retry 'Attempt deliveries again now, with the same Delivery-ID and body'
            cand cancel 'Give up pending deliveries'
            cand drain 'Make all attempts that are pending, whoever left them'
        }
        &'leadlex-hooks;help;deliveries;list'= {
        }
        &'leadlex-hooks;help;deliveries;show'= {
        }
        &'leadlex-hooks;help;deliveries;retry'= {
        }
        &'leadlex-hooks;help;deliveries;cancel'= {
        }
        &'leadlex-hooks;help;deliveries;drain'= {
        }
        &'leadlex-hooks;help;inspect'= {
        }
        &'leadlex-hooks;help;sandbox'= {
        }
        &'leadlex-hooks;help;check'= {
        }
        &'leadlex-hooks;help;verify'= {
        }
        &'leadlex-hooks;help;sign'= {
        }
        &'leadlex-hooks;help;catalog'= {
            cand list 'List event types (what `catalog` alone does)'
            cand show 'Show what is known of an event type, with a sample'
            cand schema 'Print the JSON Schema of an event type''s body'
            cand sample 'Print a sample body, byte for byte as `send` sends it'
            cand handler 'Print a webhook handler to begin with: complete, tested, only a standard library'
        }
        &'leadlex-hooks;help;catalog;list'= {
        }
        &'leadlex-hooks;help;catalog;show'= {
        }
        &'leadlex-hooks;help;catalog;schema'= {
        }
        &'leadlex-hooks;help;catalog;sample'= {
        }
        &'leadlex-hooks;help;catalog;handler'= {
        }
        &'leadlex-hooks;help;config'= {
            cand init 'Ask for what is needed and write the configuration'
            cand show 'Show every setting; secrets by their fingerprint only'
            cand set 'Write a setting into the configuration file'
            cand path 'Print the path of the configuration file'
            cand secret 'Make, keep and hand on the signing secret'
        }
        &'leadlex-hooks;help;config;init'= {
        }
        &'leadlex-hooks;help;config;show'= {
        }
        &'leadlex-hooks;help;config;set'= {
        }
        &'leadlex-hooks;help;config;path'= {
        }
        &'leadlex-hooks;help;config;secret'= {
            cand new 'Make a random secret for local work and keep it in the configuration'
            cand set 'Keep a secret that is read from stdin, or asked for and not shown'
            cand env 'Print a shell line that exports the secret to your application'
        }
        &'leadlex-hooks;help;config;secret;new'= {
        }
        &'leadlex-hooks;help;config;secret;set'= {
        }
        &'leadlex-hooks;help;config;secret;env'= {
        }
        &'leadlex-hooks;help;doctor'= {
        }
        &'leadlex-hooks;help;completions'= {
        }
        &'leadlex-hooks;help;man'= {
        }
        &'leadlex-hooks;help;help'= {
        }
    ]
    $completions[$command]
}
