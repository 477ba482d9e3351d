-- Writes counters of one month, unless a newer version of a day is held.
-- KEYS[1]: the month. ARGV: "fill" or "publish", its lifetime in milliseconds, then day, version, taken for each day.

-- Compares as text: a number here is a float, exact to 2^53 only.
local function newer(a, b)
  local a_negative, b_negative = a:sub(1, 1) == '-', b:sub(1, 1) == '-'
  if a == b then return false end
  if a_negative ~= b_negative then return b_negative end
  if #a ~= #b then return (#a > #b) ~= a_negative end
  return (a > b) ~= a_negative
end

local month, mode, lifetime = KEYS[1], ARGV[1], ARGV[2]
local days, versions, takens, complete, spoilt = {}, {}, {}, mode == 'fill', false

local function hold(day, version, taken)
  if not versions[day] then days[#days + 1] = day end
  versions[day], takens[day] = version, taken
end

for word in (redis.call('GET', month) or ''):gmatch('%S+') do
  local day, version, taken = word:match('^([%d-]+):(%-?%d+):(%d+)$')
  if day then
    hold(day, version, taken)
  elseif word == 'complete' then
    complete = true
  else
    spoilt = true
  end
end
-- What another hand wrote over may have been a day: only the store can tell.
if spoilt and mode ~= 'fill' then complete = false end

for i = 3, #ARGV, 3 do
  local day, version, taken = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  if not versions[day] or newer(version, versions[day]) then hold(day, version, taken) end
end

table.sort(days)
local words = { complete and 'complete' or nil }
for _, day in ipairs(days) do
  words[#words + 1] = day .. ':' .. versions[day] .. ':' .. takens[day]
end
redis.call('SET', month, table.concat(words, ' '), 'KEEPTTL')
if mode == 'fill' or not complete then redis.call('PEXPIRE', month, lifetime) end
