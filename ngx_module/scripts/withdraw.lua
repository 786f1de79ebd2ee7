#!lua
-- withdraw: ends one grant of a consent, and touches nothing else.
-- docs/data-model.md names the keys and arguments.
--
-- Each key is read by a command of its type before the first write; the
-- stream's XADD, which nothing stands in for, is that first write.  The
-- idempotency record is the last.

local DONE_SECONDS = '2678400'
local KIND = 'lead.consent_withdrawn'

local call = redis.call


-- A whole number that every command takes, or nil.
local function whole(text)
    local number = tonumber(text)

    return number and number % 1 == 0 and number >= 0 and number < 1e14
           and number or nil
end


local at, minted = whole(ARGV[1]), whole(ARGV[5])
local visitor, id, grant = ARGV[2], ARGV[4], ARGV[7]

if not (at and minted and grant) or visitor == '' or #ARGV % 2 == 0 then
    return redis.error_reply('ERR withdraw: bad arguments')
end

local name, mark = 'consent:' .. ARGV[6], 'withdrawn:' .. ARGV[6]

local done = call('GET', KEYS[4])
local gone = call('GET', KEYS[5])
local browser = call('HGET', KEYS[1], name)
local person = call('HMGET', KEYS[2], name, 'own')

-- A cookie knows its second only: one of the erasure's own second is from
-- before it.
if gone and (at <= tonumber(gone) or minted * 1000 <= tonumber(gone)) then
    return { 'gone', '' }
end

local own = person[2]
            and string.find(person[2], visitor, 1, true) ~= nil
local held = browser

if own then
    held = person[1]
end

if not held then
    return { 'again', done or '' }
end

-- Given anew since it was read: the event would name another grant.
if held ~= grant then
    return { 'changed', '' }
end

call('XADD', KEYS[3], '*', 'id', id, 'type', KIND, unpack(ARGV, 8))

-- The mark tells a spool's late replay of this grant that it is over.
local stamp = string.format('%d', (at - at % 1000) / 1000)

if browser then
    call('HSET', KEYS[1], mark, stamp)
    call('HDEL', KEYS[1], name)
end

if person[1] and (own or person[1] == grant) then
    call('HSET', KEYS[2], mark, stamp)
    call('HDEL', KEYS[2], name)
end

call('SET', KEYS[4], KIND, 'EX', DONE_SECONDS)

return { 'saved', KIND }
