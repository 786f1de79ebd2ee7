#!lua
-- submit: takes one submission, whole or not at all.  docs/data-model.md names
-- the keys and arguments.
--
-- A script that fails half-way keeps what it wrote.  So each key is read by a
-- command of its type, or known not to be there, before the first write; the
-- stream's XADD, which nothing stands in for, is that first write.  The
-- idempotency record is the last.

local ALSO_MAX = 5
local DONE_SECONDS = '2678400'
local LIST_MAX = 1000

local call, match = redis.call, string.match


-- A whole number that every command takes, or nil.
local function whole(text)
    local number = tonumber(text)

    return number and number % 1 == 0 and number >= 0 and number < 1e14
           and number or nil
end


-- Names and values in turn.
local function are_pairs(list)
    return type(list) == 'table' and #list % 2 == 0 and #list <= LIST_MAX
end


local given = cmsgpack.unpack(ARGV[1] or '')

if type(given) ~= 'table' then
    return redis.error_reply('ERR submit: bad arguments')
end

local at, gap = whole(given.at), whole(given.gap)
local expires, minted = whole(given.expires), whole(given.minted)
local visitor, lead, id = given.visitor or '', given.lead, given.id
local form, step = given.form, given.step
local previous, contacts = given.previous or '', given.contacts or {}
local question, became = given.question or '', given.became
local language, country = given.language or '', given.country or ''
local answers, consents = given.answers or {}, given.consents or {}
local event = given.event
local print = given.print
local kind = step == 'first' and 'lead.created'
             or step == 'known' and 'lead.returned'
             or step == 'erase' and 'lead.erasure_requested'

if not (at and gap and expires and minted and kind
        and type(lead) == 'string' and type(id) == 'string'
        and type(form) == 'string' and type(contacts) == 'table'
        and are_pairs(answers) and are_pairs(consents) and are_pairs(event))
then
    return redis.error_reply('ERR submit: bad arguments')
end

-- A number that goes to Redis is written out each time, which is slow: `stamp`
-- is `now` as text.
local now = (at - at % 1000) / 1000
local stamp = string.format('%d', now)

-- A key's answers are told from others by a hash of them.
local mark = print and ' ' .. print or ''


-- Somebody new, of whom nothing is there: nothing to merge, no visit to find.
-- Most submissions are such, so that they have a short way of their own, which
-- writes what the long one would.

if step == 'first' and minted == 0 and previous == '' and question == ''
   and call('EXISTS', KEYS[1], KEYS[2], KEYS[5], KEYS[6]) == 0
then
    call('ZCARD', KEYS[3])
    call('XADD', KEYS[4], '*', 'id', id, 'type', kind, unpack(event))

    local profile, n = {}, #answers
    local told = stamp .. ' '

    for i = 1, n, 2 do
        profile[i] = 'a:' .. answers[i]
        profile[i + 1] = told .. answers[i + 1]
    end

    for i = 1, #consents, 2 do
        profile[n + 1] = 'consent:' .. consents[i]
        profile[n + 2] = stamp .. ' ' .. consents[i + 1]
        n = n + 2
    end

    profile[n + 1], profile[n + 2] = 'first', stamp
    profile[n + 3], profile[n + 4] = 'last', stamp
    n = n + 4

    if visitor ~= '' then
        profile[n + 1], profile[n + 2] = 'own', visitor
        n = n + 2
    end

    if country ~= '' then
        profile[n + 1], profile[n + 2] = 'country', country
        n = n + 2
    end

    if language ~= '' then
        profile[n + 1], profile[n + 2] = 'language', language
    end

    call('HSET', KEYS[2], unpack(profile))
    call('ZADD', KEYS[3], 'GT', given.at, lead)

    if visitor ~= '' then
        call('HSET', KEYS[1], 'first', stamp, 'seen', given.at, 'ask', '-',
             'sent:' .. form, '1')
        call('EXPIREAT', KEYS[1], given.expires)
    end

    call('SET', KEYS[5], kind .. mark, 'EX', DONE_SECONDS)

    return { 'saved', kind }
end


-- A hash as a table, and whether there is one.
local function read(key)
    local list, map = call('HGETALL', key), {}

    for i = 1, #list, 2 do
        map[list[i]] = list[i + 1]
    end

    return map, #list > 0
end


-- SECONDS and VALUE of "SECONDS VALUE" or "SECONDS/BY VALUE"; nil when it is
-- neither.
local function answer(stored)
    if not stored then
        return nil
    end

    local seconds, value = match(stored, '^(%d+)%S* (.*)$')

    return tonumber(seconds), value
end


local function is_own(owners)
    return visitor ~= '' and owners
           and string.find(owners, visitor, 1, true) ~= nil
end


-- The list of conflicting answers without `value`, or, with `seconds`, with it
-- in its place: newest first, no value twice.
local function also(list, value, seconds)
    local kept, placed = {}, not seconds

    for entry in string.gmatch(list or '', '[^\30]+') do
        local when, other = match(entry, '^(%d+) (.*)$')

        if other == value and seconds then
            seconds = math.max(seconds, tonumber(when))

        elseif other and other ~= value then
            kept[#kept + 1] = { tonumber(when), entry }
        end
    end

    local out = {}

    for i = 1, #kept do
        if not placed and seconds >= kept[i][1] then
            out[#out + 1] = seconds .. ' ' .. value
            placed = true
        end

        out[#out + 1] = kept[i][2]
    end

    if not placed then
        out[#out + 1] = seconds .. ' ' .. value
    end

    return table.concat(out, '\30', 1, math.min(#out, ALSO_MAX))
end


-- Read: what there is, and whether it may be written at all.

local done = call('GET', KEYS[5])

if done then
    local was, of = match(done, '^(%S*) ?(.*)$')

    return { print and of ~= '' and of ~= print and 'reused' or 'again', was }
end

local gone = call('GET', KEYS[6])

if gone then
    local erased = tonumber(gone)

    if at <= erased then
        return { 'gone', '' }
    end

    -- A cookie knows its second only: one of the erasure's own second is from
    -- before it.  What such a browser sends in a first step is a lead all the
    -- same, but the browser is not remembered with it.
    if minted > 0 and minted * 1000 <= erased then
        if step ~= 'first' then
            return { 'gone', '' }
        end

        visitor = ''
    end
end

local person, existed = read(KEYS[2])
local browser, met = {}, false

if visitor ~= '' then
    browser, met = read(KEYS[1])
end

call('ZSCORE', KEYS[3], lead)

if previous == lead then
    previous = ''
end

local moves = previous ~= ''
local former

if moves then
    local erased = call('GET', KEYS[8])

    if erased and math.min(at, minted * 1000) <= tonumber(erased) then
        previous = ''
    else
        former = read(KEYS[7])
    end
end

local own = visitor ~= '' and (not existed or is_own(person.own))
local writes_visitor = visitor ~= '' and (met or step ~= 'erase')
local writes_lead = existed or step ~= 'erase'


-- Merge: `profile` and `record` are what will be set, name and value in turn.

local profile, record, settled, forgotten = {}, {}, {}, {}
local fresh = false

for i = 1, #answers, 2 do
    local field, value = answers[i], answers[i + 1]
    local name = 'a:' .. field
    local when, held, conflicts

    if existed then
        when, held = answer(person[name])
        conflicts = person['also:' .. field]
    end

    if not when or (own and now >= when) then
        profile[#profile + 1] = name
        profile[#profile + 1] = stamp .. ' ' .. value

        if conflicts then
            conflicts = also(conflicts, value)
        end

    elseif held ~= value then
        conflicts = also(conflicts, value, now)
    end

    if conflicts == '' then
        settled[#settled + 1] = 'also:' .. field

    elseif conflicts and conflicts ~= person['also:' .. field] then
        profile[#profile + 1] = 'also:' .. field
        profile[#profile + 1] = conflicts
    end

    if visitor ~= '' then
        if not own then
            when, held = answer(browser[name])

            if not when or now >= when then
                record[#record + 1] = name
                record[#record + 1] = stamp .. ' ' .. value
            end
        end
    end

    if met then
        if browser['shown:' .. field] then
            forgotten[#forgotten + 1] = 'shown:' .. field
        end

        local declined = browser['no:' .. field]

        if declined and (tonumber(declined) or 0) <= now then
            forgotten[#forgotten + 1] = 'no:' .. field
        end
    end

    fresh = fresh or held ~= value
end

-- A consent is the person's own: another browser's fills a blank only.  One
-- older than its withdrawal is over.
local agreed = {}

local function agree(held, list, name, may)
    local when = tonumber(match(held[name] or '', '^%d+'))
    local over = tonumber(held['withdrawn:' .. name:sub(9)])

    if (not when or may and now >= when) and not (over and now < over) then
        list[#list + 1] = name
        list[#list + 1] = agreed[name]
    end
end

for i = 1, #consents, 2 do
    local name = 'consent:' .. consents[i]

    agreed[name] = stamp .. ' ' .. consents[i + 1]
    agree(person, profile, name, own)

    if visitor ~= '' and not own then
        agree(browser, record, name, true)
    end
end


-- Take over: what this visitor told as another lead, or before the lead's
-- record was lost.

local source

if former and is_own(former.own) then
    source = former
elseif former or not (existed or moves) then
    source = browser
end

if source and next(source) and visitor ~= '' and step ~= 'erase' then
    local left_out = {}

    for i = 1, #answers, 2 do
        left_out[answers[i]] = true
    end

    for i = 1, #contacts do
        left_out[contacts[i]] = true
    end

    for name, stored in pairs(source) do
        local field = match(name, '^a:(.+)$')
        local when, value = answer(stored)

        if field and when and not left_out[field] then
            local held = answer(person[name])

            if not held or (own and when > held) then
                profile[#profile + 1] = name
                profile[#profile + 1] = stored
            end

            held = answer(browser[name])

            if not own and (not held or when > held) then
                record[#record + 1] = name
                record[#record + 1] = when .. ' ' .. value
            end
        end
    end

    -- Consents were given for one contact: they stay with it.
    for name, stored in pairs(browser) do
        local consent = match(name, '^consent:')

        if consent and not moves and own and not agreed[name] then
            profile[#profile + 1] = name
            profile[#profile + 1] = stored
        end

        if own and match(name, '^a:')
           or consent and (own or not agreed[name])
        then
            forgotten[#forgotten + 1] = name
        end
    end
end


-- The visit this submission belongs to.  A spool's replay may come when it is
-- long over: then the running visit stays as it is.

local quiet = false
local counted

if writes_visitor then
    local seen = tonumber(browser.seen)
    local visits = tonumber(browser.visits) or 1
    local over = seen and seen - at > gap * 1000
    local begins = not seen and minted > 0 or seen and at - seen > gap * 1000

    if begins then
        visits = visits + 1
        record[#record + 1] = 'visits'
        record[#record + 1] = visits
    end

    local sent = 'sent:' .. form
    local pressed = seen and not begins and not over
                    and tonumber(browser[sent]) == visits
    local idle = not fresh and given.news ~= '1'
    local declines = became == 'declined' and #answers == 0

    quiet = step == 'known' and idle and (pressed or declines)

    if not tonumber(browser.first) or tonumber(browser.first) > now then
        record[#record + 1] = 'first'
        record[#record + 1] = stamp
    end

    if not seen or at > seen then
        record[#record + 1] = 'seen'
        record[#record + 1] = given.at
    end

    -- A fragment's question that was not reported was shown all the same.
    if not over and given.unseen == '1' and question ~= ''
       and browser.ask == '?' .. question
    then
        counted = 'shown'

        if became == 'blank' then
            local shown = match(browser['shown:' .. question] or '', '^%d+')

            record[#record + 1] = 'shown:' .. question
            record[#record + 1] = ((tonumber(shown) or 0) + 1) .. ' ' .. stamp
        end
    end

    if not over then
        if browser.ask ~= '-' then
            record[#record + 1] = 'ask'
            record[#record + 1] = '-'
        end

        if step ~= 'erase' and not quiet and not pressed then
            record[#record + 1] = sent
            record[#record + 1] = visits
        end
    end

    if became == 'declined' and question ~= '' then
        local declined = tonumber(browser['no:' .. question])

        if not declined or now > declined then
            record[#record + 1] = 'no:' .. question
            record[#record + 1] = stamp
        end

        if browser['shown:' .. question] then
            forgotten[#forgotten + 1] = 'shown:' .. question
        end
    end
end


-- Write: the event, the lead, the visitor, done.

if quiet then
    kind = ''

else
    local extra = {}

    if existed and step == 'first' then
        extra = { 'returning', '1' }
    end

    if previous ~= '' then
        extra[#extra + 1] = 'previous'
        extra[#extra + 1] = previous
    end

    if #extra == 0 then
        call('XADD', KEYS[4], '*', 'id', id, 'type', kind,
             unpack(event))

    else
        for i = 1, #event do
            extra[#extra + 1] = event[i]
        end

        call('XADD', KEYS[4], '*', 'id', id, 'type', kind, unpack(extra))
    end
end

if writes_lead then
    local first, last = tonumber(person.first), tonumber(person.last)
    local latest = not last or now >= last

    if not first or now < first then
        profile[#profile + 1] = 'first'
        profile[#profile + 1] = stamp
    end

    if not last or now > last then
        profile[#profile + 1] = 'last'
        profile[#profile + 1] = stamp
    end

    if own and not existed then
        profile[#profile + 1] = 'own'
        profile[#profile + 1] = visitor
    end

    if gone and person.erased ~= gone then
        profile[#profile + 1] = 'erased'
        profile[#profile + 1] = gone
    end

    if country ~= '' and (latest or not person.country) then
        profile[#profile + 1] = 'country'
        profile[#profile + 1] = country
    end

    if language ~= '' and (latest or not person.language) then
        profile[#profile + 1] = 'language'
        profile[#profile + 1] = language
    end

    if #profile > 0 then
        call('HSET', KEYS[2], unpack(profile))
    end

    if #settled > 0 then
        call('HDEL', KEYS[2], unpack(settled))
    end

    call('ZADD', KEYS[3], 'GT', given.at, lead)
end

if writes_visitor then
    if #record > 0 then
        call('HSET', KEYS[1], unpack(record))
    end

    if #forgotten > 0 then
        call('HDEL', KEYS[1], unpack(forgotten))
    end

    if call('EXPIREAT', KEYS[1], given.expires, 'NX') == 0 then
        call('EXPIREAT', KEYS[1], given.expires, 'GT')
    end
end

call('SET', KEYS[5], kind .. mark, 'EX', DONE_SECONDS)

return { quiet and 'quiet' or 'saved', kind, counted }
