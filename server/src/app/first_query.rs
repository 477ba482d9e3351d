//! The first query to paste, and the explorer that opens with it.

use chrono::{DateTime, Datelike, Days, Utc};
use chrono_tz::Tz;
use preau_domain::calendar::zone::civil_day;
use serde_json::json;

use crate::http::explorer::{Account, Explorer, SignIn};
use crate::seed::demo::{DemoTown, Login};

/// The next two weeks of every child, as a family sees them: one may be closed already.
pub(super) fn first_query(zone: Tz, now: DateTime<Utc>) -> String {
    let today = civil_day(zone, now);
    let monday = today + Days::new(u64::from(7 - today.weekday().num_days_from_monday()));
    let sunday = monday + Days::new(13);
    format!(
        "query NextTwoWeeks {{
  viewer {{
    name
    family {{
      code
      children {{
        id
        firstName
        calendar(from: \"{monday}\", to: \"{sunday}\") {{
          days {{ date kind label }}
          activities {{
            activity {{ id name }}
            takes {{ name }}
            states
            reasons
            closesAt
            priceCents
            placesLeft
          }}
        }}
      }}
    }}
  }}
}}"
    )
}

/// GraphiQL with that query in it, and a button for each login. Those of the first town are named by who they are, the
/// others with their town.
pub(super) fn explorer(query: String, towns: &[DemoTown]) -> Explorer {
    let first = towns.first().map(|town| town.slug);
    let account = |town: &DemoTown, login: &Login| Account {
        label: if first == Some(town.slug) {
            login.who.to_owned()
        } else {
            format!("{}, {}", login.who, town.name)
        },
        variables: json!({ "input": {
            "town": town.slug, "login": login.login, "password": login.password, "deviceName": "GraphiQL",
        } }),
    };
    let built = std::path::Path::new("clients/graphiql/dist");
    Explorer {
        query,
        variables: json!({}),
        sign_in: Some(SignIn {
            document: "mutation SignIn($input: SessionOpenInput!) {
  sessionOpen(input: $input) { tokens { accessToken } errors { message } }
}"
            .to_owned(),
            token: "/data/sessionOpen/tokens/accessToken".to_owned(),
            accounts: towns
                .iter()
                .flat_map(|town| town.logins.iter().map(move |login| account(town, login)))
                .collect(),
        }),
        graphiql: built.is_dir().then(|| built.to_owned()),
    }
}
