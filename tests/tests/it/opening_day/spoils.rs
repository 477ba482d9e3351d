//! What can be wrong in the books, one thing at a time.

use super::day::Day;

/// What is changed, how it is mended, and which checks find it.
pub type Spoil = (String, String, &'static [&'static str]);

pub async fn spoils(day: &Day) -> Vec<Spoil> {
    let booking = day.one("SELECT min(booking_id) FROM bookings WHERE commune_id = :town AND cancelled_at IS NULL");
    let booking = format!("commune_id = :town AND booking_id = '{}'", booking.await);
    let mut spoils = spoils_of_orders(&booking);
    spoils.extend(spoils_of_waits(day).await);
    spoils.extend(spoils_of_carts(day, &booking).await);
    spoils
}

fn spoils_of_orders(booking: &str) -> Vec<Spoil> {
    let order = "commune_id = :town AND order_id = (SELECT min(order_id) FROM orders WHERE commune_id = :town)";
    let task = "(:town, 'T', 'publish_counts', '{}', '2026-08-20 00:00:00+00:00', 0)";
    vec![
        (
            format!("UPDATE bookings SET price_cents = price_cents + 1 WHERE {booking}"),
            format!("UPDATE bookings SET price_cents = price_cents - 1 WHERE {booking}"),
            &["answers", "history"],
        ),
        (
            format!("UPDATE bookings SET cancelled_at = booked_at WHERE {booking}"),
            format!("UPDATE bookings SET cancelled_at = NULL WHERE {booking}"),
            &["places", "answers", "history"],
        ),
        (
            format!("UPDATE orders SET number = number + 100 WHERE {order}"),
            format!("UPDATE orders SET number = number - 100 WHERE {order}"),
            &["orders"],
        ),
        (
            "UPDATE lanes SET last_position = last_position + 1 WHERE commune_id = :town".to_owned(),
            "UPDATE lanes SET last_position = last_position - 1 WHERE commune_id = :town".to_owned(),
            &["orders"],
        ),
        (
            format!("UPDATE orders SET total_cents = total_cents + 1 WHERE {order}"),
            format!("UPDATE orders SET total_cents = total_cents - 1 WHERE {order}"),
            &["history"],
        ),
        (
            format!("INSERT INTO tasks (commune_id, task_id, kind, payload, due_at, attempts) VALUES {task}"),
            "DELETE FROM tasks WHERE commune_id = :town AND task_id = 'T'".to_owned(),
            &["outbox"],
        ),
    ]
}

async fn spoils_of_waits(day: &Day) -> Vec<Spoil> {
    let wait = async |which: &str| {
        let first = format!("SELECT min(w.position) FROM waiting_places w WHERE w.commune_id = :town AND {which}");
        format!("commune_id = :town AND position = {}", day.one(&first).await)
    };
    let waits = wait("w.state = 'waiting'").await;
    let offered = wait("w.state = 'offered'").await;
    let accepted = wait("w.state = 'accepted'").await;
    let ahead = wait(
        "EXISTS (SELECT 1 FROM waiting_places o WHERE o.commune_id = w.commune_id AND o.activity_id = w.activity_id
           AND o.day = w.day AND o.position > w.position)",
    )
    .await;
    let behind = format!("{ahead} + 100000");
    let slot = format!(
        "commune_id = :town AND (activity_id, day) = (SELECT activity_id, day FROM waiting_places WHERE {waits})"
    );
    vec![
        (
            format!("UPDATE slots SET taken = taken - 1 WHERE {slot}"),
            format!("UPDATE slots SET taken = taken + 1 WHERE {slot}"),
            &["places", "waiting list", "counts"],
        ),
        (
            format!("UPDATE waiting_places SET state = 'left' WHERE {offered}"),
            format!("UPDATE waiting_places SET state = 'offered' WHERE {offered}"),
            &["places", "waiting list"],
        ),
        (
            format!("UPDATE waiting_places SET state = 'left' WHERE {waits}"),
            format!("UPDATE waiting_places SET state = 'waiting' WHERE {waits}"),
            &["waiting list"],
        ),
        (
            format!("UPDATE waiting_places SET state = 'waiting' WHERE {accepted}"),
            format!("UPDATE waiting_places SET state = 'accepted' WHERE {accepted}"),
            &["waiting list"],
        ),
        (
            format!("UPDATE waiting_places SET position = position + 100000 WHERE {ahead}"),
            format!("UPDATE waiting_places SET position = position - 100000 WHERE {behind}"),
            &["waiting list"],
        ),
        (
            "UPDATE tasks SET kind = 'another' WHERE commune_id = :town AND kind = 'offer_lapses'".to_owned(),
            "UPDATE tasks SET kind = 'offer_lapses' WHERE commune_id = :town AND kind = 'another'".to_owned(),
            &["waiting list", "outbox"],
        ),
    ]
}

async fn spoils_of_carts(day: &Day, booking: &str) -> Vec<Spoil> {
    let cart_day = day
        .one("SELECT min(day) FROM cart_lines WHERE commune_id = :town")
        .await;
    vec![
        (
            format!(
                "INSERT INTO cart_holds (commune_id, child_id, day, activity_id, family_id, held_until)
                 SELECT commune_id, child_id, day, activity_id, 'F', '2026-08-20 09:00:00+00:00' FROM bookings
                 WHERE {booking}"
            ),
            "DELETE FROM cart_holds WHERE commune_id = :town".to_owned(),
            &["places", "carts"],
        ),
        (
            format!("UPDATE cart_lines SET day = '2027-06-01' WHERE commune_id = :town AND day = '{cart_day}'"),
            format!("UPDATE cart_lines SET day = '{cart_day}' WHERE commune_id = :town AND day = '2027-06-01'"),
            &["carts"],
        ),
    ]
}
