-- For wrk: ask the paths of a file one after the other, and tell the figures as one line of JSON.
-- wrk ... -s load.lua URL -- PATHS START
local paths, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    paths[#paths + 1] = line
  end
  at = tonumber(args[2]) or 0
end

function request()
  at = at + 1
  return wrk.format("GET", paths[(at - 1) % #paths + 1])
end

function done(summary, latency, requests)
  io.write(string.format(
    '\n{"requests": %d, "seconds": %.3f, "failed": %d, "p50": %.2f, "p95": %.2f, "p99": %.2f}\n',
    summary.requests, summary.duration / 1e6,
    summary.errors.status + summary.errors.timeout + summary.errors.read + summary.errors.connect,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
