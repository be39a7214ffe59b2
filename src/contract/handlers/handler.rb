# A handler for LeadLex webhooks. Ruby 3.0 or later, no gems.
#
#     LEADLEX_WEBHOOK_SECRET=... PORT=3000 ruby handler.rb
#
# It verifies the raw bytes before anything parses them, compares in constant time, takes 10 MB at
# most, answers a repeated delivery 200 without processing it twice, and takes one again whose
# processing failed. It answers only after `process` returned: keep that short, LeadLex waits 10 s.
#
# The HTTP below is just enough for webhooks (one request a connection). In Rails or Rack keep
# `process_once` and `signed?`, and take the bytes from `request.body.read`.

require "json"
require "openssl"
require "socket"
require "timeout"

SECRET = ENV.fetch("LEADLEX_WEBHOOK_SECRET", "")
MAX_HEAD = 64 * 1024
MAX_BODY = 10 * 1024 * 1024
REMEMBERED = 10_000
REASONS = { 200 => "OK", 400 => "Bad Request", 401 => "Unauthorized", 405 => "Method Not Allowed",
            411 => "Length Required", 413 => "Content Too Large", 431 => "Header Too Large",
            500 => "Internal Server Error" }.freeze

# Yours: store the event or queue it, and return. After an exception LeadLex sends it again.
def process(event, body)
  # Your code goes here. New names can come any day: ignore those you do not know.
  puts "received #{event.inspect}, #{body.bytesize} bytes"
end

DONE = {} # In production: a unique column in your database, written with the event.
LOCK = Mutex.new

def process_once(delivery_id, digest, body)
  # The signature covers the body, not the ID: only both together say that it is the same delivery.
  key = [delivery_id, digest]
  LOCK.synchronize do
    return if delivery_id && DONE[key]

    process(event_name(body), body)
    # Only now: a claim made before would turn away the retry of what failed.
    DONE[key] = true
    DONE.shift if DONE.size > REMEMBERED
  end
end

def event_name(body)
  envelope = JSON.parse(body.dup.force_encoding("UTF-8"))
  envelope.is_a?(Hash) ? envelope.fetch("event", "unknown") : "unknown"
rescue JSON::ParserError, EncodingError, ArgumentError
  "unknown"
end

def signed?(given, digest)
  expected = "sha256=#{digest}"
  given = given.to_s.downcase
  given.bytesize == expected.bytesize && OpenSSL.fixed_length_secure_compare(given.b, expected)
end

# The method and the headers, or the status that refuses them.
def read_head(socket)
  head = +""
  until head.end_with?("\r\n\r\n")
    line = socket.gets("\n", MAX_HEAD) or return nil
    head << line
    return 431 if head.bytesize > MAX_HEAD
  end
  first, *lines = head.split("\r\n")
  headers = lines.to_h { |line| line.split(":", 2).then { |name, value| [name.downcase, value.to_s.strip] } }
  [first.split(" ").first, headers]
end

def respond(socket, method, headers)
  return [405, "only POST"] unless method == "POST"

  length = headers["content-length"].to_s
  return [411, "a Content-Length is needed"] if headers["transfer-encoding"] || !length.match?(/\A\d{1,18}\z/)
  return [413, "the body is too large"] if length.to_i > MAX_BODY

  socket.write("HTTP/1.1 100 Continue\r\n\r\n") if headers["expect"].to_s.downcase == "100-continue"
  body = socket.read(length.to_i).to_s
  return [400, "the body is not whole"] if body.bytesize < length.to_i

  digest = OpenSSL::HMAC.hexdigest("SHA256", SECRET, body)
  return [401, "the signature does not match"] unless signed?(headers["x-leadlex-signature"], digest)

  process_once(headers["x-leadlex-delivery-id"], digest, body)
  [200, ""]
rescue StandardError => e
  warn "processing failed: #{e.full_message(highlight: false)}"
  [500, "processing failed"]
end

def serve(socket)
  head = read_head(socket) or return
  status, text = head.is_a?(Integer) ? [head, ""] : respond(socket, *head)
  allow = status == 405 ? "Allow: POST\r\n" : ""
  socket.write("HTTP/1.1 #{status} #{REASONS[status]}\r\nContent-Type: text/plain\r\n#{allow}" \
               "Content-Length: #{text.bytesize}\r\nConnection: close\r\n\r\n#{text}")
  # Closing with unread bytes would reset the connection, and the answer be lost.
  socket.close_write
  left = 8 * MAX_BODY
  left -= socket.readpartial(65_536).bytesize while left.positive?
rescue EOFError, SystemCallError
  # The sender is done, or went away.
end

abort "LEADLEX_WEBHOOK_SECRET is not set: without it anybody could send events" if SECRET.empty?
$stdout.sync = true
server = TCPServer.new("127.0.0.1", Integer(ENV.fetch("PORT", "3000")))
warn "listening on http://127.0.0.1:#{server.addr[1]}"
begin
  loop do
    Thread.new(server.accept) do |socket|
      Timeout.timeout(30) { serve(socket) }
    rescue Timeout::Error
      # Too slow.
    ensure
      socket.close
    end
  end
rescue Interrupt
  # Ctrl-C is how it ends.
end
