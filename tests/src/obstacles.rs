use serde_json::{Value, json};

use crate::Parent;

const SLOT: &str = "query($child: ID!, $day: Date!) { child(id: $child) { calendar(from: $day, to: $day) { activities {
  activity { code } slot(date: $day) { nextBookableOn nextOpening { date opensAt }
    obstacles { code rule opensAt closedAt activity { code } } } } } } }";

/// What stands in the way of a child's place, and what comes behind it.
impl Parent {
    async fn slot_with_all(&self, child: &str, activity: &str, day: &str) -> Value {
        let variables = json!({ "child": self.child(child), "day": day });
        let child = self.phone.ask(SLOT, variables).await.field("child");
        let activities = child["calendar"]["activities"].as_array().expect("activities");
        let of = activities.iter().find(|one| one["activity"]["code"] == activity);
        of.expect("the activity")["slot"].clone()
    }

    /// The next day that can be booked, or when the next one opens: `2026-12-01`, `2027-01-04 from 2026-11-30T23:00:00Z`, or
    /// `none`.
    pub async fn next_day(&self, child: &str, activity: &str, day: &str) -> String {
        let slot = self.slot_with_all(child, activity, day).await;
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        match (&slot["nextBookableOn"], &slot["nextOpening"]) {
            (Value::Null, Value::Null) => "none".to_owned(),
            (Value::Null, opening) => format!("{} from {}", text(&opening["date"]), text(&opening["opensAt"])),
            (day, Value::Null) => text(day),
            both => panic!("a day and an opening: {both:?}"),
        }
    }

    /// Each obstacle with its rule, and the instant and the activity that it names:
    /// `LINKED midi 2026-11-23T09:00:00Z: va avec …`.
    pub async fn rules_in_the_way(&self, child: &str, activity: &str, day: &str) -> Vec<String> {
        let slot = self.slot_with_all(child, activity, day).await;
        let obstacles = slot["obstacles"].as_array().expect("obstacles").iter();
        let told = |obstacle: &Value| {
            let named = [
                &obstacle["code"],
                &obstacle["activity"]["code"],
                &obstacle["opensAt"],
                &obstacle["closedAt"],
            ];
            let named: Vec<&str> = named.into_iter().filter_map(Value::as_str).collect();
            let rule = obstacle["rule"].as_str().unwrap_or("-");
            format!("{}: {}", named.join(" "), rule.replace(['\u{a0}', '\u{202f}'], " "))
        };
        obstacles.map(told).collect()
    }
}
