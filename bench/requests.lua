-- For wrk: sends the requests of a file, one after the other and over again.
-- Arguments: the file (requests separated by NUL), the first number.  A
-- request with ten # in a row gets a number of its own there.

local MARK = '##########'
local heads, tails, at, number = {}, {}, 0, 0


function init(args)
    local file = assert(io.open(args[1], 'rb'))
    local text = file:read('*a')

    file:close()
    number = tonumber(args[2])

    for whole in text:gmatch('%Z+') do
        local from, to = whole:find(MARK, 1, true)

        heads[#heads + 1] = from and whole:sub(1, from - 1) or whole
        tails[#heads] = from and whole:sub(to + 1) or false
    end
end


function request()
    at = at % #heads + 1

    local head, tail = heads[at], tails[at]

    if not tail then
        return head
    end

    number = number + 1

    return head .. string.format('%010d', number) .. tail
end


function done(summary, latency)
    local errors = summary.errors

    io.write(string.format('RESULT %d %d %d %d %d\n', summary.requests,
        summary.duration, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(99)))
end
