#!lua
-- link: makes a browser that came by a personal link one of the lead's own.
-- docs/data-model.md names the keys and arguments.
--
-- Each key is read by a command of its type before the first write.  The list
-- that makes the visitor the lead's own is the last.

local BROWSERS_MAX = 3
local OWN_MAX = 20

local call, match = redis.call, string.match


-- A whole number that every command takes, or nil.
local function whole(text)
    local number = tonumber(text)

    return number and number % 1 == 0 and number >= 0 and number < 1e14
           and number or nil
end


local at, minted = whole(ARGV[1]), whole(ARGV[2])
local link_expires, expires = whole(ARGV[3]), whole(ARGV[4])
local visitor, current = ARGV[5], ARGV[6]

if not (at and minted and link_expires and expires and current)
   or visitor == ''
then
    return redis.error_reply('ERR link: bad arguments')
end

local remembered = call('HLEN', KEYS[1]) > 0
local existed = call('HLEN', KEYS[2]) > 0
local own = call('HGET', KEYS[2], 'own') or ''
local again = call('SISMEMBER', KEYS[3], visitor) == 1
local browsers = call('SCARD', KEYS[3])
local gone = call('GET', KEYS[4])
local former = call('HGETALL', KEYS[5])

-- A link knows its second only: one of the erasure's own second is from before
-- it.
if not existed or gone and (at <= tonumber(gone)
                            or minted * 1000 <= tonumber(gone))
then
    return { 'gone' }
end

local owners = {}

for id in string.gmatch(own, '%S+') do
    if id == current then
        return { 'own', current }
    end

    if id ~= visitor then
        owners[#owners + 1] = id
    end
end

if not again and browsers >= BROWSERS_MAX then
    return { 'full' }
end

call('SADD', KEYS[3], visitor)
call('EXPIREAT', KEYS[3], ARGV[3])

-- Who was a visitor of this lead goes on being that one: the same browser was
-- asked, and declined.  What it told and agreed to stands with the lead.
if not remembered then
    local record, first = {}, nil

    for i = 1, current ~= '' and #former or 0, 2 do
        local name, value = former[i], former[i + 1]

        if name == 'first' then
            first = tonumber(value)
        end

        if not match(name, '^a:') and not match(name, '^consent:') then
            record[#record + 1] = name
            record[#record + 1] = value
        end
    end

    if not first or gone and first * 1000 <= tonumber(gone) then
        record = { 'first', string.format('%d', (at - at % 1000) / 1000),
                   'seen', ARGV[1] }
    end

    call('HSET', KEYS[1], unpack(record))
    call('EXPIREAT', KEYS[1], ARGV[4])
end

-- The oldest goes, so that the field stays in the hash's compact form.
owners[#owners + 1] = visitor
own = table.concat(owners, ' ', math.max(1, #owners - OWN_MAX + 1))
call('HSET', KEYS[2], 'own', own)

return { 'linked' }
