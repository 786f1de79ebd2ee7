#!lua
-- visit: rolls the visit of a known visitor and pins its question; the first
-- caller in a visit wins.  A question counts as shown once a visit: when it is
-- pinned, or, after a call that only placed it somewhere in a page, when it is
-- reported.  docs/data-model.md names the keys and arguments.
--
-- Both keys are read before the first write, so that one of the wrong type
-- refuses the call whole.

local call = redis.call


-- A whole number that every command takes, or nil.
local function whole(text)
    local number = tonumber(text)

    return number and number % 1 == 0 and number >= 0 and number < 1e14
           and number or nil
end


local at, gap = whole(ARGV[1]), whole(ARGV[2])
local expire_at, minted = whole(ARGV[3]), whole(ARGV[4])
local candidate, showing = ARGV[5], ARGV[6]

if not (at and gap and expire_at and minted and candidate
        and (showing == 'now' or showing == 'later' or showing == 'report'))
then
    return redis.error_reply('ERR visit: bad arguments')
end

local now = (at - at % 1000) / 1000

local gone = call('GET', KEYS[2])
local held = call('HMGET', KEYS[1], 'visits', 'seen', 'ask',
                  'shown:' .. candidate)

-- A cookie knows its second only: one of the erasure's own second is from
-- before it.
if gone and minted * 1000 <= tonumber(gone) then
    return { 'gone' }
end

local visits, seen = tonumber(held[1]) or 1, tonumber(held[2])
local pin, counted = held[3] or '', 0
local fields = {}


local function count()
    local shown = tonumber(string.match(held[4] or '', '^%d+')) or 0

    counted = 1
    fields[#fields + 1] = 'ask'
    fields[#fields + 1] = candidate
    fields[#fields + 1] = 'shown:' .. candidate
    fields[#fields + 1] = (shown + 1) .. ' ' .. string.format('%d', now)
end


-- A report is of the past: it begins no visit, and pins nothing.
if showing == 'report' then
    if candidate ~= '' and pin == '?' .. candidate then
        count()
        call('HSET', KEYS[1], unpack(fields))
    end

    return { 'visit', visits, (string.gsub(pin, '^%?', '')), counted }
end

if not seen or at > seen then
    fields = { 'seen', ARGV[1] }
end

if not seen or at - seen > gap * 1000 then
    visits = visits + 1
    fields[3], fields[4] = 'visits', visits

    if pin ~= '' then
        call('HDEL', KEYS[1], 'ask')
        pin = ''
    end
end

if pin == '' and candidate ~= '' and showing == 'later' then
    pin = '?' .. candidate
    fields[#fields + 1] = 'ask'
    fields[#fields + 1] = pin

elseif candidate ~= '' and (pin == '' or pin == '?' .. candidate)
       and showing == 'now'
then
    pin = candidate
    count()
end

if #fields > 0 then
    call('HSET', KEYS[1], unpack(fields))

    if call('EXPIREAT', KEYS[1], expire_at, 'NX') == 0 then
        call('EXPIREAT', KEYS[1], expire_at, 'GT')
    end
end

return { 'visit', visits, (string.gsub(pin, '^%?', '')), counted }
