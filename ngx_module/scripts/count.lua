#!lua
-- Adds to a day's funnel counters, and keeps them 400 days.
-- KEYS: 1 stats
-- ARGV: seconds to keep, then NAME, COUNT for each
for i = 2, #ARGV, 2 do
    redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
return #ARGV
