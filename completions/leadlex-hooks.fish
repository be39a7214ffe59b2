# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_leadlex_hooks_global_optspecs
    string join \n json q/quiet v/verbose color= config= profile= store= secret= no-input h/help V/version
end

function __fish_leadlex_hooks_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_leadlex_hooks_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_leadlex_hooks_using_subcommand
    set -l cmd (__fish_leadlex_hooks_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "demo" -d 'Take the tour: everything on this machine, in seconds, nothing to set up'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "send" -d 'Send signed test payloads to an endpoint'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "listen" -d 'Receive webhooks: verify, record, show, forward'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "replay" -d 'Send saved events again'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "poll" -d 'Poll the REST API and deliver what changed as webhooks'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "events" -d 'Look into the log of events'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "deliveries" -d 'Look into the log of deliveries, and retry or cancel them'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "inspect" -d 'Look into the log in a browser: live, with search, comparison and replay'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "sandbox" -d 'Run a simulated LeadLex workspace: the REST API, its limits, and signed webhooks'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "check" -d 'Prove a webhook handler right: a suite of deliveries, genuine and forged'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "verify" -d 'Check a signature offline'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "sign" -d 'Compute the signature of a body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "catalog" -d 'Show every event type that LeadLex has documented'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "webhooks" -d 'Manage the webhook subscriptions of your LeadLex workspace'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "config" -d 'Show and change the configuration'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "doctor" -d 'Look at configuration, secret, store, API, endpoint, clock and tunnel, and say what to mend'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "completions" -d 'Print the completions of a shell'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "man" -d 'Print the manual page'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -l break -d 'Break a step on purpose, to see that the tour notices' -r -f -a "secret\t'The sender signs with another secret than the listener knows'
handler\t'The handler answers 500 to everything'
store\t'The store cannot be written'
replay\t'The handler answers 200 to the replay and drops it'
poll\t'Nothing changes in the workspace that is polled'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -l keep-running -d 'Leave the listener and the handler up until Ctrl-C'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand demo" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l edition -d 'With `--all`: only the types of this edition of LeadLex\'s documentation' -r -f -a "planned\t''
launched\t''"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l scenario -d 'A lifecycle in order with consistent ids: new-lead, campaign-lifecycle, lexi-approval, or a JSON file' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l data -d 'Body to send as it is, JSON or not; an EVENT beside it changes nothing' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l seed -d 'Number that decides every value of a sample: same seed, same bytes' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l delivery-id -d 'Delivery-ID to use instead of a random one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l tamper -d 'Spoil the delivery: signature, body, secret, missing, prefix, encoding, timestamp=VALUE' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l as -d 'Print the request in this form instead of sending it' -r -f -a "curl\t'A command line for a POSIX shell'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l set -d 'Replace the value at a path that is there: `data.contact.email=new@example.com`, `data.contacts[0].id=\'"7"\'` (JSON, or else a string)' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l patch -d 'Apply a JSON merge patch (RFC 7396), which can add and remove fields' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l count -d 'Send that many, each with ids, a Delivery-ID and a signature of its own; several events take turns' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l duration -d 'Begin deliveries for this long; with `--count`, whichever ends first' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l concurrency -d 'Deliveries under way at once, each on a connection of its own (16 unless given)' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l rate -d 'Begin that many a second, however slow the answers are; latencies count from when each was due' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l to -d 'URL of the endpoint; `:3000/webhooks` means this machine. `replay` keeps each event\'s own path when the URL has none' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l max-time -d 'How long an attempt may take until the answer\'s head is complete' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l expect-status -d 'Succeed when the answer\'s status is one of these: `2xx`, `401,403`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l expect-body -d 'Succeed only when the answer\'s body holds this text' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l retry -d 'Waits between attempts: `leadlex` (5s,30s,5min,1h,6h), `none`, or a list like `1s,5s`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l time-scale -d 'Multiply every wait: 0.001 turns hours into seconds' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l retry-timestamp -d 'Which X-LeadLex-Timestamp a retry carries' -r -f -a "fresh\t'Each attempt carries its own time'
original\t'Each attempt carries the time of the first'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l all -d 'One of every event type'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l allow-unknown -d 'Send names that the catalogue does not know, with an envelope and empty data'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l unsigned -d 'Send without a signature'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l edit -d 'Open the body in $VISUAL or $EDITOR before it is signed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l record -d 'Record every event and delivery, as without `--count`; otherwise one summary is recorded'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l dry-run -d 'Show what would be sent, and send nothing'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l show-secrets -d 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l queue -d 'Leave retries in the outbox for `deliveries drain` instead of waiting for them'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand send" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -s p -l port -d 'Port to listen on; 0 picks a free one [default: 4000]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l host -d 'Address to listen on [default: 127.0.0.1]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l path -d 'The one path to serve; others are answered 404' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l route -d 'Forward events of these names to a URL of their own; the first route that matches wins' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l forward-to -d 'Forward accepted events; a URL without a path keeps the incoming one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l retry -d 'Waits between attempts under `--ack-first`: `leadlex`, `none`, or a list like `1s,5s`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l time-scale -d 'Multiply every wait between attempts' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l forward-timeout -d 'How long the handler may take' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l tolerance -d 'Reject events whose X-LeadLex-Timestamp is further away than this (it is not signed)' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l only -d 'Show and forward only these events; all are recorded' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l respond -d 'Answer by a script instead of forwarding: `503x2,delay=5s,200`; the last step repeats. Steps: STATUS, delay=TIME, slow=TIME, body=TEXT, body=@FILE, hang, reset; `+` joins, `xN` repeats' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l expect -d 'End when these have arrived: `contact.created x2` (at least 2 deliveries), `contact.*=3` (exactly 3 when the time is over); exit 1 when they do not' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l timeout -d 'How long to wait for `--expect`, and for the command after `--` [default: 30s with `--expect`]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l ready-file -d 'Write the URL to this file once connections are accepted' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l cert -d 'Serve https with this PEM certificate chain' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l key -d 'PEM private key of the certificate' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l tunnel -d 'Start a tunnel and tell its public URL: cloudflared, ngrok, or a command with `{url}` or `{port}` in it that prints an https URL' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l public-url -d 'The https URL at which others reach this listener, over a tunnel or a proxy of your own' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l register -d 'Subscribe to LeadLex\'s webhooks for as long as this listens, with the URL of the tunnel: all that are launched, or `--register=\'contact.*,deal.*\'`; the secret is used and never kept' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l inspect-port -d 'Port of that page [default: a free one]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l max-body -d 'Largest body that is taken, in bytes' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l api-key -d 'API key, or `@FILE` [env: LEADLEX_API_KEY]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l api-url -d 'Where the API is, up to and without `/v1`; LeadLex\'s own unless given [env: LEADLEX_API_URL]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l ack-first -d 'Store and acknowledge at once, then deliver on the retry schedule'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l forward-rejected -d 'Forward requests whose signature is wrong as well (pass-through only)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l inspect -d 'Serve a page that shows what comes, on a port of its own and on this machine only; the URL has a token that is new each time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l allow-unverified -d 'Listen beyond this machine even though nothing can be verified'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand listen" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l last -d 'The last N events that the filters leave, oldest first' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l event -d 'Only events of this name; `contact.*` and `*.created` work; several' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l source -d 'Only what this wrote: send, listen, replay, poll, import; `all`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l verdict -d 'Only this verdict: verified, mismatch, missing, malformed, unverified' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l since -d 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l until -d 'Only what came before this time' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l search -d 'Only events that hold this text: in the name, id, path, headers or body' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l speed -d 'Keep the captured gaps between events, so many times faster: `1x`, `10x`, `0.5x`, `max`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l order -d 'Order in which events are sent; captured is oldest first, or as the IDs are given' -r -f -a "captured\t'As chosen: oldest first, or as the IDs were given'
reverse\t'The last first'
shuffle\t'Drawn from the seed'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l concurrency -d 'Deliveries under way at once; they are begun in order, and may overtake each other on the way' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l duplicate -d 'Send each delivery N times, with the same Delivery-ID and body' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l drop -d 'Leave out a part of the events, drawn at random: `10%` or `3`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l seed -d 'Repeat what was drawn at random: the seed an earlier run told' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l ignore-header -d 'Header that may differ, beside Connection, Content-Length, Date, Keep-Alive, Server and Transfer-Encoding' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l ignore-path -d 'Path in JSON answers that may differ, with all below it: `data.request_id`, `items.*.id`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l set -d 'Replace the value at a path that is there: `data.contact.email=new@example.com`, `data.contacts[0].id=\'"7"\'` (JSON, or else a string)' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l patch -d 'Apply a JSON merge patch (RFC 7396), which can add and remove fields' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l to -d 'URL of the endpoint; `:3000/webhooks` means this machine. `replay` keeps each event\'s own path when the URL has none' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l max-time -d 'How long an attempt may take until the answer\'s head is complete' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l expect-status -d 'Succeed when the answer\'s status is one of these: `2xx`, `401,403`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l expect-body -d 'Succeed only when the answer\'s body holds this text' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l retry -d 'Waits between attempts: `leadlex` (5s,30s,5min,1h,6h), `none`, or a list like `1s,5s`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l time-scale -d 'Multiply every wait: 0.001 turns hours into seconds' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l retry-timestamp -d 'Which X-LeadLex-Timestamp a retry carries' -r -f -a "fresh\t'Each attempt carries its own time'
original\t'Each attempt carries the time of the first'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l failed -d 'Only events whose latest delivery failed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l as-captured -d 'Send the bytes and headers exactly as they were captured'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l same-id -d 'Keep the Delivery-ID instead of minting a new one'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l no-record -d 'Record one summary instead of every event and delivery, and show counts and percentiles'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l diff -d 'Compare the answers with those recorded: exit 1 when one differs'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l edit -d 'Open the body in $VISUAL or $EDITOR before it is signed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l dry-run -d 'Show what would be sent, and send nothing'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l show-secrets -d 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l queue -d 'Leave retries in the outbox for `deliveries drain` instead of waiting for them'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand replay" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l to -d 'URL of the handler; without it events are recorded and shown' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l interval -d 'Time between two cycles; `auto` spreads the calls that are left over the day' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l since -d 'Tell also of what was created or changed since then: `2026-11-01T10:00:00Z`, `2026-11-01`, `3d`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l only-missing -d 'Leave out what a verified webhook in the log has told within this time; alone it means 1h' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l events -d 'Only these events: `contact.*,lexi.task_failed`. A full name also selects what is costly' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l edition -d 'Whose names to use where the two editions have two for one change' -r -f -a "planned\t'The sixteen that were announced'
launched\t'Those of the launched webhooks, with the seven that they dropped'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l scan-every -d 'How often to read what takes a full scan, such as companies and tasks' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l reserve -d 'Share of the daily calls that is left to others' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l tier -d 'Plan of the workspace, where answers carry no quota headers: starter, pro or org' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l workspace-id -d 'Workspace of the key: part of the ids of derived events' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l api-key -d 'API key, or `@FILE` [env: LEADLEX_API_KEY]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l api-url -d 'Where the API is, up to and without `/v1`; LeadLex\'s own unless given [env: LEADLEX_API_URL]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l retry -d 'Waits between attempts: `leadlex`, `none`, or a list like `1s,5s`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l time-scale -d 'Multiply every wait between attempts' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l max-time -d 'How long an attempt may take until the answer\'s head is complete' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l once -d 'Read everything once, make the deliveries that are due, and end'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l allow-mass-delete -d 'Believe it when many resources are gone at once'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l unordered -d 'Do not let events of one resource wait for each other'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -f -a "plan" -d 'Say what polling would cost, and how late each event would be'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -f -a "gaps" -d 'Compare what the API says happened with what the log has'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and not __fish_seen_subcommand_from plan gaps help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l interval -d 'Time between two cycles; `auto` spreads the calls that are left over the day' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l events -d 'Only these events: `contact.*,lexi.task_failed`. A full name also selects what is costly' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l edition -d 'Whose names to use where the two editions have two for one change' -r -f -a "planned\t'The sixteen that were announced'
launched\t'Those of the launched webhooks, with the seven that they dropped'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l scan-every -d 'How often to read what takes a full scan, such as companies and tasks' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l reserve -d 'Share of the daily calls that is left to others' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l tier -d 'Plan of the workspace, where answers carry no quota headers: starter, pro or org' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l workspace-id -d 'Workspace of the key: part of the ids of derived events' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l api-key -d 'API key, or `@FILE` [env: LEADLEX_API_KEY]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l api-url -d 'Where the API is, up to and without `/v1`; LeadLex\'s own unless given [env: LEADLEX_API_URL]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from plan" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l since -d 'Beginning of the period: `3d`, `2026-11-01`, `2026-11-01T10:00:00Z`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l until -d 'End of the period [default: a minute ago, so that webhooks on their way do not count]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l to -d 'URL of the handler that gets what is missing' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l window -d 'How late a webhook may tell of a change and still count' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l events -d 'Only these events: `contact.*,lexi.task_failed`. A full name also selects what is costly' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l edition -d 'Whose names to use where the two editions have two for one change' -r -f -a "planned\t'The sixteen that were announced'
launched\t'Those of the launched webhooks, with the seven that they dropped'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l scan-every -d 'How often to read what takes a full scan, such as companies and tasks' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l reserve -d 'Share of the daily calls that is left to others' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l tier -d 'Plan of the workspace, where answers carry no quota headers: starter, pro or org' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l workspace-id -d 'Workspace of the key: part of the ids of derived events' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l api-key -d 'API key, or `@FILE` [env: LEADLEX_API_KEY]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l api-url -d 'Where the API is, up to and without `/v1`; LeadLex\'s own unless given [env: LEADLEX_API_URL]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l retry -d 'Waits between attempts: `leadlex`, `none`, or a list like `1s,5s`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l time-scale -d 'Multiply every wait between attempts' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l max-time -d 'How long an attempt may take until the answer\'s head is complete' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l fill -d 'Record what is missing, as `poll` would have'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l unordered -d 'Do not let events of one resource wait for each other'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from gaps" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from help" -f -a "plan" -d 'Say what polling would cost, and how late each event would be'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from help" -f -a "gaps" -d 'Compare what the API says happened with what the log has'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand poll; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -f -a "list" -d 'List events, oldest of the last ones first'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -f -a "show" -d 'Show one event: verdict, headers, body, deliveries'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -f -a "search" -d 'Find events that hold a text: in the name, id, path, headers or body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -f -a "diff" -d 'Compare two events: bodies field by field, and headers'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -f -a "stats" -d 'Count events, sizes, latencies, and what of the catalogue was never seen'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -f -a "export" -d 'Write events to stdout: JSON lines, curl, HAR or .http'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -f -a "import" -d 'Read events from a file: JSON lines, HAR, .http, or our own curl'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -f -a "prune" -d 'Remove events that are no longer needed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and not __fish_seen_subcommand_from list show search diff stats export import prune help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l event -d 'Only events of this name; `contact.*` and `*.created` work; several' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l source -d 'Only what this wrote: send, listen, replay, poll, import; `all`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l verdict -d 'Only this verdict: verified, mismatch, missing, malformed, unverified' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l since -d 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l until -d 'Only what came before this time' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l search -d 'Only events that hold this text: in the name, id, path, headers or body' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -s n -l last -d 'How many of the last events' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l failed -d 'Only events whose latest delivery failed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l all -d 'All events that the filters leave'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -s f -l follow -d 'Go on with events as they come; Ctrl-C ends'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -l raw -d 'Write the body alone, byte for byte'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -l show-secrets -d 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l event -d 'Only events of this name; `contact.*` and `*.created` work; several' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l source -d 'Only what this wrote: send, listen, replay, poll, import; `all`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l verdict -d 'Only this verdict: verified, mismatch, missing, malformed, unverified' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l since -d 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l until -d 'Only what came before this time' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l search -d 'Only events that hold this text: in the name, id, path, headers or body' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -s n -l last -d 'How many of the last events' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l failed -d 'Only events whose latest delivery failed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from search" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -l body-only -d 'Compare the bodies alone'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -l show-secrets -d 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from diff" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l event -d 'Only events of this name; `contact.*` and `*.created` work; several' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l source -d 'Only what this wrote: send, listen, replay, poll, import; `all`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l verdict -d 'Only this verdict: verified, mismatch, missing, malformed, unverified' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l since -d 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l until -d 'Only what came before this time' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l search -d 'Only events that hold this text: in the name, id, path, headers or body' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l edition -d 'Compare with the event types of this edition alone' -r -f -a "planned\t''
launched\t''"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l failed -d 'Only events whose latest delivery failed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from stats" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l last -d 'The last N events that the filters leave, oldest first' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l event -d 'Only events of this name; `contact.*` and `*.created` work; several' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l source -d 'Only what this wrote: send, listen, replay, poll, import; `all`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l verdict -d 'Only this verdict: verified, mismatch, missing, malformed, unverified' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l since -d 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l until -d 'Only what came before this time' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l search -d 'Only events that hold this text: in the name, id, path, headers or body' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l format -d 'Form of the export' -r -f -a "jsonl\t'One JSON object a line; the one form that holds everything'
curl\t'One POSIX shell line an event, which sends the same bytes with curl'
har\t'HTTP Archive 1.2, with the answer of the last delivery'
http\t'Requests for the REST clients of editors'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l to -d 'Where the requests go; without a path, each keeps its own [default: http://localhost:3000]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l dir -d 'Directory for bodies that an .http file cannot hold; for curl, for those that are no text. They are named as seen from here, so keep the export in this directory' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l redact-seed -d 'The same text makes the same fakes in every export; keep it to yourself [default: random]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l failed -d 'Only events whose latest delivery failed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l show-secrets -d 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l redact -d 'Replace personal data by fakes, and sign the bodies again with a public test key'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l redact-drop-bodies -d 'Export a body that is not JSON as an empty one, instead of refusing'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from export" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -l format -d 'Form of the file [default: found out from how it begins]' -r -f -a "jsonl\t'One JSON object a line; the one form that holds everything'
curl\t'One POSIX shell line an event, which sends the same bytes with curl'
har\t'HTTP Archive 1.2, with the answer of the last delivery'
http\t'Requests for the REST clients of editors'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l before -d 'Only what came before this time: `30d`, `2026-02-24`, `2026-02-24T10:00:00Z`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l keep -d 'Leave the last N of the events that are meant' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l event -d 'Only events of this name; `contact.*` and `*.created` work; several' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l source -d 'Only what this wrote: send, listen, replay, poll, import; `all`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l verdict -d 'Only this verdict: verified, mismatch, missing, malformed, unverified' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l since -d 'Only what came at this time or later: `10min`, `2h`, `2026-02-24`, `2026-02-24T10:00:00Z`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l until -d 'Only what came before this time' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l search -d 'Only events that hold this text: in the name, id, path, headers or body' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l failed -d 'Only events whose latest delivery failed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l with-pending -d 'Remove events that are still to be delivered, too'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -s y -l yes -d 'Do not ask'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l dry-run -d 'Say what would go, and remove nothing'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l compact -d 'Give the space back even where writing the file anew takes long: a listener may refuse events meanwhile (503)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from prune" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from help" -f -a "list" -d 'List events, oldest of the last ones first'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one event: verdict, headers, body, deliveries'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from help" -f -a "search" -d 'Find events that hold a text: in the name, id, path, headers or body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Compare two events: bodies field by field, and headers'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from help" -f -a "stats" -d 'Count events, sizes, latencies, and what of the catalogue was never seen'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write events to stdout: JSON lines, curl, HAR or .http'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from help" -f -a "import" -d 'Read events from a file: JSON lines, HAR, .http, or our own curl'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from help" -f -a "prune" -d 'Remove events that are no longer needed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand events; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -f -a "list" -d 'List deliveries with their state and last answer'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -f -a "show" -d 'Show one delivery: every attempt with request and response'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -f -a "retry" -d 'Attempt deliveries again now, with the same Delivery-ID and body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -f -a "cancel" -d 'Give up pending deliveries'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -f -a "drain" -d 'Make all attempts that are pending, whoever left them'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and not __fish_seen_subcommand_from list show retry cancel drain help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l state -d 'Only these states: pending, delivered, dead, cancelled' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l event -d 'Only deliveries of this event' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -s n -l last -d 'How many of the last deliveries' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -s f -l follow -d 'Go on with deliveries as they are made and change; Ctrl-C ends'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l show-secrets -d 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l max-time -d 'How long an attempt may take until the answer\'s head is complete' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l dead -d 'All deliveries whose every attempt failed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from retry" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -l all -d 'All that are pending'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from cancel" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l max-time -d 'How long an attempt may take until the answer\'s head is complete' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from drain" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "list" -d 'List deliveries with their state and last answer'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one delivery: every attempt with request and response'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "retry" -d 'Attempt deliveries again now, with the same Delivery-ID and body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "cancel" -d 'Give up pending deliveries'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "drain" -d 'Make all attempts that are pending, whoever left them'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand deliveries; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -s p -l port -d 'Port of the page; 0 picks a free one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l to -d 'Endpoint that replays may go to; several, the first is the usual one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand inspect" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -s p -l port -d 'Port to listen on; 0 picks a free one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l host -d 'Loopback address to listen on' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l ready-file -d 'Write the API\'s URL to this file once connections are accepted' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l list -d 'Print what can be given to `--fault`, `--reading`, `--forbid` or a script, and end' -r -f -a "faults\t'For `--fault`'
readings\t'For `--reading`'
resources\t'For `--forbid`, and `on=` of a fault'
words\t'For `do` in a script'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l seed -d 'Same seed, same workspace' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l contacts -d 'Contacts' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l companies -d 'Companies' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l deals -d 'Deals' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l lists -d 'Lists' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l campaigns -d 'Campaigns' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l lexi -d 'Pending tasks of Lexi\'s' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l tasks -d 'Tasks of the CRM' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l users -d 'Users' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l start-at -d 'Time its clock shows at the start; it runs on from there [default: the real time]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l plan -d 'Plan that limits the calls' -r -f -a "starter\t'100 calls a day, 10 a minute'
pro\t'1,000 calls a day, 50 a minute'
org\t'10,000 calls a day, 200 a minute'
none\t'No limit, and no headers about one'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l key -d 'A key that may read and write, beside the fixed ones' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l forbid -d 'A resource that no key may touch' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l reading -d 'One plausible reading of what the documentation leaves open' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l fault -d 'A fault: NAME[=VALUE][,times=N][,share=0.1][,on=RESOURCE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l script -d 'Changes that happen by themselves, a JSON object a line' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l activity -d 'Let something happen every so often' -r -f -a "random\t'Something or other'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l every -d 'How often, with `--activity`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l webhook -d 'Deliver webhooks to this URL, signed with the secret' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l webhook-events -d 'Deliver only these events to `--webhook`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l edition -d 'Names that webhooks have' -r -f -a "planned\t'The sixteen names'
launched\t'The twenty-seven names'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l time-scale -d 'Multiply every wait between attempts at a delivery' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l allow-loopback-webhooks -d 'Whether the API takes webhooks to this machine, which LeadLex refuses' -r -f -a "true\t''
false\t''"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sandbox" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l only -d 'Run these cases only: an id, `accept`, `reject`, `behaviour`, or a pattern such as `*retry*`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l skip -d 'Leave these cases out: an id, a group, or a pattern' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l events -d 'Event types to send; the first one serves the cases that are about something else [default: all]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l probe -d 'URL or command that tells the state behind the endpoint, compared before and after duplicates' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l baseline -d 'File of known failures, one id a line: they do not count' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l write-baseline -d 'Write the ids of what failed to a file, for `--baseline`' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l concurrency -d 'How many deliveries are sent together in `behaviour.load`' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l deadline -d 'How long each answer may take until its head is complete' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l seed -d 'Number that decides bodies and ids: on the same day, same seed, same bytes [default: random]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l report -d 'Write the outcome to a file as well: `junit=FILE`, `json=FILE`, `html=FILE`; several at once' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l start -d 'Start this command first and end it afterwards; it finds LEADLEX_WEBHOOK_SECRET (a random one where none is set) and LEADLEX_HOOKS_URL in its environment' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l wait-for -d 'URL that answers once the started command is ready [default: the endpoint]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l start-timeout -d 'How long the started command may take until it is ready' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l yes -d 'Do not ask before an endpoint beyond this machine gets the whole suite'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l dry-run -d 'Show what would be sent, and send nothing'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l show-secrets -d 'Show credentials in headers as they are: Authorization, Cookie, and what has a token, a secret or the like in its name'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l list -d 'List the cases, and send nothing'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand check" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -l signature -d 'Value of the X-LeadLex-Signature header' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -s H -l header -d 'Header as it was received; several' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -l tolerance -d 'Fail also when the X-LeadLex-Timestamp given with `--header` is further away than this' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -l explain -d 'When it does not match, try the mistakes people make with secrets, bodies and headers, and name the simplest that explains it. Looks at other profiles\' secrets and at the log too'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand verify" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand sign" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -f -a "list" -d 'List event types (what `catalog` alone does)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -f -a "show" -d 'Show what is known of an event type, with a sample'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -f -a "schema" -d 'Print the JSON Schema of an event type\'s body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -f -a "sample" -d 'Print a sample body, byte for byte as `send` sends it'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -f -a "handler" -d 'Print a webhook handler to begin with: complete, tested, only a standard library'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and not __fish_seen_subcommand_from list show schema sample handler help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -l edition -d 'Only the types of this edition' -r -f -a "planned\t''
launched\t''"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from schema" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -l seed -d 'Number that decides every value: same seed, same bytes' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from sample" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -l lang -d 'Language of the handler' -r -f -a "python\t''
node\t''
go\t''
php\t''
ruby\t''
rust\t''"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from handler" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from help" -f -a "list" -d 'List event types (what `catalog` alone does)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show what is known of an event type, with a sample'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from help" -f -a "schema" -d 'Print the JSON Schema of an event type\'s body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from help" -f -a "sample" -d 'Print a sample body, byte for byte as `send` sends it'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from help" -f -a "handler" -d 'Print a webhook handler to begin with: complete, tested, only a standard library'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand catalog; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -f -a "list" -d 'List the subscriptions'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -f -a "create" -d 'Make a subscription, and keep the secret that LeadLex shows once'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -f -a "update" -d 'Change a subscription, pause or resume it; its secret stays'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -f -a "delete" -d 'Remove subscriptions, with their secrets and the retries under way'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -f -a "logs" -d 'Show LeadLex\'s log of deliveries, and which of them the local log has'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and not __fish_seen_subcommand_from list create update delete logs help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l api-key -d 'API key, or `@FILE` [env: LEADLEX_API_KEY]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l api-url -d 'Where the API is, up to and without `/v1`; LeadLex\'s own unless given [env: LEADLEX_API_URL]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l events -d 'Only these events: names, or patterns such as `contact.*` [default: all that are launched]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l description -d 'What it is for; 200 characters at most' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l secret-file -d 'Write it into this new file, readable by you alone' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l api-key -d 'API key, or `@FILE` [env: LEADLEX_API_KEY]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l api-url -d 'Where the API is, up to and without `/v1`; LeadLex\'s own unless given [env: LEADLEX_API_URL]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l allow-unknown -d 'Ask for event names that no documentation has'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l paused -d 'Deliver nothing until `webhooks update --resume`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l rotate -d 'Keep the configured secret beside the new one, which signs from now on'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l print-secret -d 'Print it to stdout, and nothing else there unless with `--json`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from create" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l url -d 'Deliver there from now on' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l events -d 'Deliver these events from now on, and no others' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l add-events -d 'Deliver these events as well' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l remove-events -d 'Deliver these events no longer' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l description -d 'What it is for; 200 characters at most' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l api-key -d 'API key, or `@FILE` [env: LEADLEX_API_KEY]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l api-url -d 'Where the API is, up to and without `/v1`; LeadLex\'s own unless given [env: LEADLEX_API_URL]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l allow-unknown -d 'Ask for event names that no documentation has'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l pause -d 'Deliver nothing until it is resumed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l resume -d 'Deliver again'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from update" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l api-key -d 'API key, or `@FILE` [env: LEADLEX_API_KEY]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l api-url -d 'Where the API is, up to and without `/v1`; LeadLex\'s own unless given [env: LEADLEX_API_URL]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Do not ask'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l forget -d 'Only forget what a killed `listen --register` left, by its whole id: for an API that is gone'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from delete" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l status -d 'Only attempts that went so: success, failed or pending' -r -f -a "success\t''
failed\t''
pending\t''"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -s n -l last -d 'How many of the last attempts are looked at; each hundred takes a call' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l api-key -d 'API key, or `@FILE` [env: LEADLEX_API_KEY]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l api-url -d 'Where the API is, up to and without `/v1`; LeadLex\'s own unless given [env: LEADLEX_API_URL]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l missing -d 'Only deliveries that the local log does not have'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from logs" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the subscriptions'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make a subscription, and keep the secret that LeadLex shows once'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from help" -f -a "update" -d 'Change a subscription, pause or resume it; its secret stays'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Remove subscriptions, with their secrets and the retries under way'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from help" -f -a "logs" -d 'Show LeadLex\'s log of deliveries, and which of them the local log has'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand webhooks; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -f -a "init" -d 'Ask for what is needed and write the configuration'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -f -a "show" -d 'Show every setting; secrets by their fingerprint only'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -f -a "set" -d 'Write a setting into the configuration file'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -f -a "path" -d 'Print the path of the configuration file'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -f -a "secret" -d 'Make, keep and hand on the signing secret'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and not __fish_seen_subcommand_from init show set path secret help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from init" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -l origin -d 'Say where each value comes from'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from set" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from path" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -f -a "new" -d 'Make a random secret for local work and keep it in the configuration'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -f -a "set" -d 'Keep a secret that is read from stdin, or asked for and not shown'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -f -a "drop" -d 'Take a secret out of the configuration, once nobody signs with it any more'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -f -a "env" -d 'Print a shell line that exports the secret to your application'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from secret" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "init" -d 'Ask for what is needed and write the configuration'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show every setting; secrets by their fingerprint only'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "set" -d 'Write a setting into the configuration file'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print the path of the configuration file'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "secret" -d 'Make, keep and hand on the signing secret'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l to -d 'Endpoint to look at [default: `to` of the configuration, else `forward_to`]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l public-url -d 'Test a tunnel that runs: its public URL' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l tunnel -d 'Start a tunnel and test it: cloudflared, ngrok, or a command with `{url}` or `{port}` in it that prints an https URL' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -s p -l port -d 'Port of this machine that the tunnel leads to [default: the one of `listen`; with `--tunnel` a free one]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l path -d 'Path behind the public URL to test' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -s H -l header -d 'Add a header to every request, or replace one' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l cacert -d 'Trust the certificates of this PEM file as well' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l proxy -d 'HTTP proxy for everything but loopback' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l api-key -d 'API key, or `@FILE` [env: LEADLEX_API_KEY]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l api-url -d 'Where the API is, up to and without `/v1`; LeadLex\'s own unless given [env: LEADLEX_API_URL]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l slow -d 'Test as well whether an answer that takes 9 s comes back through the tunnel'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l offline -d 'Ask neither the API nor an endpoint; a tunnel is tested all the same where one is named'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l insecure -d 'Trust any certificate; says so every time'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l insecure-http -d 'Allow plain http beyond this machine'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand doctor" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand completions" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -l dir -d 'Write a page for every command into this folder instead' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -l color -d 'When to use colours; NO_COLOR is honoured' -r -f -a "auto\t'Colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Colours everywhere'
never\t'No colours'"
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -l config -d 'Configuration file [env: LEADLEX_HOOKS_CONFIG]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -l profile -d 'Profile of the configuration, with a store of its own [env: LEADLEX_HOOKS_PROFILE]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -l store -d 'File that holds the events and deliveries [env: LEADLEX_HOOKS_STORE]' -r -F
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -l secret -d 'Signing secret, or `@FILE`; several while rotating, the first one signs [env: LEADLEX_WEBHOOK_SECRET]' -r
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -l json -d 'Write one JSON object a line to stdout, each with a `type`'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -s q -l quiet -d 'Tell nothing but warnings and errors'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -s v -l verbose -d 'Show bodies and headers as well'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -l no-input -d 'Never ask anything; what would be asked is an error'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand man" -s V -l version -d 'Print version'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "demo" -d 'Take the tour: everything on this machine, in seconds, nothing to set up'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "send" -d 'Send signed test payloads to an endpoint'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "listen" -d 'Receive webhooks: verify, record, show, forward'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "replay" -d 'Send saved events again'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "poll" -d 'Poll the REST API and deliver what changed as webhooks'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "events" -d 'Look into the log of events'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "deliveries" -d 'Look into the log of deliveries, and retry or cancel them'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "inspect" -d 'Look into the log in a browser: live, with search, comparison and replay'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "sandbox" -d 'Run a simulated LeadLex workspace: the REST API, its limits, and signed webhooks'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "check" -d 'Prove a webhook handler right: a suite of deliveries, genuine and forged'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "verify" -d 'Check a signature offline'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "sign" -d 'Compute the signature of a body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "catalog" -d 'Show every event type that LeadLex has documented'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "webhooks" -d 'Manage the webhook subscriptions of your LeadLex workspace'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "config" -d 'Show and change the configuration'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "doctor" -d 'Look at configuration, secret, store, API, endpoint, clock and tunnel, and say what to mend'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "completions" -d 'Print the completions of a shell'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "man" -d 'Print the manual page'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and not __fish_seen_subcommand_from demo send listen replay poll events deliveries inspect sandbox check verify sign catalog webhooks config doctor completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from poll" -f -a "plan" -d 'Say what polling would cost, and how late each event would be'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from poll" -f -a "gaps" -d 'Compare what the API says happened with what the log has'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from events" -f -a "list" -d 'List events, oldest of the last ones first'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from events" -f -a "show" -d 'Show one event: verdict, headers, body, deliveries'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from events" -f -a "search" -d 'Find events that hold a text: in the name, id, path, headers or body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from events" -f -a "diff" -d 'Compare two events: bodies field by field, and headers'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from events" -f -a "stats" -d 'Count events, sizes, latencies, and what of the catalogue was never seen'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from events" -f -a "export" -d 'Write events to stdout: JSON lines, curl, HAR or .http'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from events" -f -a "import" -d 'Read events from a file: JSON lines, HAR, .http, or our own curl'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from events" -f -a "prune" -d 'Remove events that are no longer needed'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from deliveries" -f -a "list" -d 'List deliveries with their state and last answer'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from deliveries" -f -a "show" -d 'Show one delivery: every attempt with request and response'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from deliveries" -f -a "retry" -d 'Attempt deliveries again now, with the same Delivery-ID and body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from deliveries" -f -a "cancel" -d 'Give up pending deliveries'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from deliveries" -f -a "drain" -d 'Make all attempts that are pending, whoever left them'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from catalog" -f -a "list" -d 'List event types (what `catalog` alone does)'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from catalog" -f -a "show" -d 'Show what is known of an event type, with a sample'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from catalog" -f -a "schema" -d 'Print the JSON Schema of an event type\'s body'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from catalog" -f -a "sample" -d 'Print a sample body, byte for byte as `send` sends it'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from catalog" -f -a "handler" -d 'Print a webhook handler to begin with: complete, tested, only a standard library'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from webhooks" -f -a "list" -d 'List the subscriptions'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from webhooks" -f -a "create" -d 'Make a subscription, and keep the secret that LeadLex shows once'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from webhooks" -f -a "update" -d 'Change a subscription, pause or resume it; its secret stays'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from webhooks" -f -a "delete" -d 'Remove subscriptions, with their secrets and the retries under way'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from webhooks" -f -a "logs" -d 'Show LeadLex\'s log of deliveries, and which of them the local log has'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "init" -d 'Ask for what is needed and write the configuration'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Show every setting; secrets by their fingerprint only'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "set" -d 'Write a setting into the configuration file'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Print the path of the configuration file'
complete -c leadlex-hooks -n "__fish_leadlex_hooks_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "secret" -d 'Make, keep and hand on the signing secret'
