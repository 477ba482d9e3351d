-- One booking of 20 slots of one child: the statements of one turn of a town (entities/src/store/turn.rs and what it
-- reads), in the same order and with the same parameters: rows travel as one JSON text. The ids in that text are made
-- new for every request by replace().
\set k :k + 1
\set town random(:first_town, :last_town)
\set n 1000000000000000 + :client_id * 1000000000000 + :k
\set child (1000000 + :town) * 1000000000000 + :client_id * 1000000 + :k / :kinds
\set activity :k % 3 + 1
\set year 2101 + :k % :kinds / 3

BEGIN;

SELECT l.last_position + 1 AS position, l.last_order_number + 1 AS number, c.rule_book_version AS version
FROM lanes l JOIN communes c ON c.commune_id = l.commune_id
WHERE l.commune_id = :town FOR UPDATE OF l
\gset

SELECT k.actor, k.key, k.request_hash, k.answer
FROM jsonb_to_recordset(replace(:wanted_answers, '@n', :n)::jsonb) AS r(actor text, key text)
JOIN idempotency_keys k ON k.commune_id = :town AND k.actor = r.actor AND k.key = r.key;

SELECT c.child_id, c.family_id, c.first_name, c.last_name, c.birth_date, c.school_code,
  COALESCE(p.food, false) AS food_care_plan, f.residence, f.regime,
  (SELECT CAST(COALESCE(json_agg(json_build_array(s.school_code,
      CASE WHEN (s.birth_date, s.child_id) < (c.birth_date, c.child_id) THEN 1 ELSE 0 END)), '[]') AS text)
   FROM children s
   WHERE s.commune_id = c.commune_id AND s.family_id = c.family_id AND s.child_id <> c.child_id) AS siblings,
  (SELECT CAST(COALESCE(json_agg(json_build_array(q.counts_from, q.value)), '[]') AS text) FROM quotients q
   WHERE q.commune_id = c.commune_id AND q.family_id = c.family_id) AS quotients,
  (SELECT CAST(COALESCE(json_agg(json_build_array(a.code)), '[]') AS text) FROM regular_attendances g
   JOIN activities a ON a.commune_id = g.commune_id AND a.activity_id = g.activity_id
   WHERE g.commune_id = c.commune_id AND g.child_id = c.child_id) AS regular_in
FROM children c
JOIN families f ON f.commune_id = c.commune_id AND f.family_id = c.family_id
LEFT JOIN care_plans p ON p.commune_id = c.commune_id AND p.child_id = c.child_id
WHERE c.commune_id = :town AND c.child_id IN (
  SELECT r.child_id FROM jsonb_to_recordset(replace(:wanted_children, '@child', :child)::jsonb) AS r(child_id text));

SELECT booking_id, child_id, activity_id, day, price_cents, rule_book_version FROM bookings
WHERE commune_id = :town AND child_id IN ('0000000' || :child::text)
  AND day BETWEEN (:year::text || '-03-01')::date AND (:year::text || '-03-20')::date AND cancelled_at IS NULL;

SELECT s.activity_id, s.day, s.capacity, s.taken
FROM jsonb_to_recordset(replace(replace(:wanted_slots, '@activity', :activity), '@year', :year)::jsonb)
  AS r(activity_id text, day date)
JOIN slots s ON s.commune_id = :town AND s.activity_id = r.activity_id AND s.day = r.day
ORDER BY s.activity_id, s.day FOR UPDATE OF s;

UPDATE slots SET taken = slots.taken + r.delta, version = slots.version + 1, capacity = greatest(r.capacity, slots.taken)
FROM jsonb_to_recordset(replace(replace(:slots, '@activity', :activity), '@year', :year)::jsonb)
  AS r(activity_id text, day date, capacity bigint, delta bigint)
WHERE slots.commune_id = :town AND slots.activity_id = r.activity_id AND slots.day = r.day
RETURNING slots.activity_id, slots.day, slots.taken, slots.version;

INSERT INTO orders (commune_id, order_id, number, family_id, placed_at, actor, actor_name, total_cents, booked_count,
  cancelled_count)
SELECT :town, r.order_id, r.number, r.family_id, r.placed_at, r.actor, r.actor_name, r.total_cents, r.booked_count,
  r.cancelled_count
FROM jsonb_to_recordset(replace(replace(replace(replace(:orders, '@child', :child), '@number', :number),
    '@position', :position), '@n', :n)::jsonb)
  AS r(order_id text, number bigint, family_id text, placed_at timestamptz, actor text, actor_name text,
    total_cents bigint, booked_count bigint, cancelled_count bigint, position bigint);

INSERT INTO alerts (commune_id, position, family_id, order_id, at)
SELECT :town, r.position, r.family_id, r.order_id, r.placed_at
FROM jsonb_to_recordset(replace(replace(replace(replace(:orders, '@child', :child), '@number', :number),
    '@position', :position), '@n', :n)::jsonb)
  AS r(order_id text, number bigint, family_id text, placed_at timestamptz, actor text, actor_name text,
    total_cents bigint, booked_count bigint, cancelled_count bigint, position bigint);

INSERT INTO bookings (commune_id, booking_id, child_id, activity_id, day, price_cents, rule_book_version, booked_at,
  cancelled_at)
SELECT :town, r.booking_id, r.child_id, r.activity_id, r.day, r.price_cents, :version, now(), r.cancelled_at
FROM jsonb_to_recordset(replace(replace(replace(replace(:bookings, '@child', :child), '@activity', :activity),
    '@year', :year), '@n', :n)::jsonb)
  AS r(booking_id text, child_id text, activity_id text, day date, price_cents bigint, cancelled_at timestamptz);

INSERT INTO booking_events (commune_id, event_id, order_id, family_id, booking_id, child_id, activity_id, day, change,
  price_cents, rule_book_version)
SELECT :town, r.event_id, r.order_id, r.family_id, r.booking_id, r.child_id, r.activity_id, r.day, r.change,
  r.price_cents, :version
FROM jsonb_to_recordset(replace(replace(replace(replace(:events, '@child', :child), '@activity', :activity),
    '@year', :year), '@n', :n)::jsonb)
  AS r(event_id text, order_id text, family_id text, booking_id text, child_id text, activity_id text, day date,
    change text, price_cents bigint);

INSERT INTO idempotency_keys (commune_id, actor, key, request_hash, answer, created_at)
SELECT :town, r.actor, r.key, r.request_hash, r.answer, now()
FROM jsonb_to_recordset(replace(replace(replace(replace(:answers, '@child', :child), '@activity', :activity),
    '@year', :year), '@n', :n)::jsonb)
  AS r(actor text, key text, request_hash text, answer jsonb);

INSERT INTO tasks (commune_id, task_id, kind, payload, due_at, attempts)
SELECT :town, r.task_id, r.kind, r.payload, r.due_at, 0
FROM jsonb_to_recordset(replace(replace(replace(:tasks, '@activity', :activity), '@year', :year), '@n', :n)::jsonb)
  AS r(task_id text, kind text, payload jsonb, due_at timestamptz);

UPDATE lanes SET last_position = :position, last_order_number = :number WHERE commune_id = :town;

COMMIT;
