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
for i = 3, #ARGV, 3 do
  local day, version, taken = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local held = redis.call('HGET', month, day)
  local held_version = held and held:match('^(%-?%d+):')
  if not held_version or newer(version, held_version) then
    redis.call('HSET', month, day, version .. ':' .. taken)
  end
end

if mode == 'fill' then
  redis.call('HSET', month, 'complete', '1')
  redis.call('PEXPIRE', month, lifetime)
elseif redis.call('HEXISTS', month, 'complete') == 0 then
  redis.call('PEXPIRE', month, lifetime)
end
