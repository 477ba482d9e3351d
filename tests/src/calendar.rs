use serde_json::{Map, Value};

/// A child's days, written so that a test can show them: `ChildCalendar` as `ChildMonth.graphql` asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar(pub Value);

/// As the guides head their weeks.
const WEEKDAYS: [&str; 7] = ["Lu", "Ma", "Me", "Je", "Ve", "Sa", "Di"];

impl Calendar {
    /// `2026-11-11 PUBLIC_HOLIDAY Armistice`, day by day.
    pub fn days(&self) -> Vec<String> {
        let days = self.0["days"].as_array().expect("days");
        days.iter()
            .map(|day| match day["label"].as_str() {
                Some(label) => format!("{} {} {label}", text(&day["date"]), text(&day["kind"])),
                None => format!("{} {}", text(&day["date"]), text(&day["kind"])),
            })
            .collect()
    }

    /// The days of one activity: `2026-12-01 AVAILABLE - 2026-11-26T09:00:00Z 170 120`, which are state, reason,
    /// closing, price in cents and places left, `-` for null.
    pub fn of(&self, activity: &str) -> Vec<String> {
        let days = self.0["days"].as_array().expect("days");
        let row = self.row(activity);
        let column = |name: &str, at: usize| {
            let cells = row[name].as_array().expect("a column");
            assert_eq!(cells.len(), days.len(), "{name} runs parallel to the days");
            text(&cells[at])
        };
        (0..days.len())
            .map(|at| {
                let cells = ["states", "reasons", "closesAt", "priceCents", "placesLeft"].map(|name| column(name, at));
                format!("{} {}", text(&days[at]["date"]), cells.join(" "))
            })
            .collect()
    }

    /// One day of one activity, as [`Calendar::of`] writes it.
    pub fn on(&self, activity: &str, day: &str) -> String {
        let found = self.of(activity).into_iter().find(|line| line.starts_with(day));
        found.expect("a day of the calendar")
    }

    /// The days on which the child has a place in one activity.
    pub fn booked(&self, activity: &str) -> Vec<String> {
        let days = self.0["days"].as_array().expect("days").iter();
        let booked = self.row(activity)["booked"].as_array().expect("a column");
        let held = days.zip(booked).filter(|(_, booked)| **booked == Value::Bool(true));
        held.map(|(day, _)| text(&day["date"])).collect()
    }

    /// The days on which one activity can be booked now.
    pub fn bookable(&self, activity: &str) -> Vec<String> {
        let days = self.0["days"].as_array().expect("days").iter();
        let states = self.row(activity)["states"].as_array().expect("a column");
        let open = days.zip(states).filter(|(_, state)| *state == "AVAILABLE");
        open.map(|(day, _)| text(&day["date"])).collect()
    }

    /// One line for each activity, `midi Lu x Ma . Me -`: booked `x`, free to book `.`, closed `-`, anything else `!`; for weeks
    /// from Monday.
    pub fn at_a_glance(&self) -> Vec<String> {
        let cell = |(at, state): (usize, &Value)| {
            let sign = match state.as_str().expect("a state") {
                "BOOKED" => "x",
                "AVAILABLE" => ".",
                "CLOSED" => "-",
                _ => "!",
            };
            format!("{} {sign}", WEEKDAYS[at % WEEKDAYS.len()])
        };
        let line = |code: &String| {
            let states = self.row(code)["states"].as_array().expect("a column");
            let cells: Vec<String> = states.iter().enumerate().map(cell).collect();
            format!("{code} {}", cells.join(" "))
        };
        self.offered().iter().map(line).collect()
    }

    /// The names of the activities that come along with one.
    pub fn takes(&self, activity: &str) -> Vec<String> {
        let takes = self.row(activity)["takes"].as_array().expect("a list");
        takes.iter().map(|other| text(&other["name"])).collect()
    }

    /// The codes of the activities offered.
    pub fn offered(&self) -> Vec<String> {
        let rows = self.0["activities"].as_array().expect("activities");
        rows.iter().map(|row| text(&row["activity"]["code"])).collect()
    }

    fn row(&self, activity: &str) -> &Map<String, Value> {
        let rows = self.0["activities"].as_array().expect("activities");
        let row = rows.iter().find(|row| row["activity"]["code"] == activity);
        row.and_then(Value::as_object)
            .unwrap_or_else(|| panic!("{activity} is not offered"))
    }
}

/// As JSON shows it, without quotes.
fn text(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
