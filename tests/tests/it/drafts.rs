//! Rule books that staff try: what is wrong with a draft, and what it says of a child.

use preau_server::cli::command::Rulebook;
use preau_server::cli::{Command, parse};
use preau_tests::towns::{MILLY, bouillargues, milly};
use preau_tests::{House, Phone, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    a_draft_is_checked_as_on_the_command_line,
    a_draft_is_explained_as_on_the_command_line,
    what_is_published_is_explained_of_a_child_of_the_portal,
    a_question_that_cannot_be_understood,
    only_staff_ask_and_only_of_their_own_town
);

const CHECK: &str = "query($source: String!) { ruleBookCheck(source: $source) {
    sound diagnostics { line column path kind message found allowed } } }";

const EXPLAIN: &str = "query($question: RuleBookQuestion!) { ruleBookExplain(question: $question) {
    diagnostics { line message } faults { key message }
    explanation { version asOf steps { kind message } verdict { kind message price { amountCents } }
      due { steps { kind message } lines { kind amount { amountCents } per } total { amountCents } } facts } } }";

const CHILD: &str = "school=cocteau,quotient=850";
const DAY: &str = "2026-12-01";
const AT: &str = "2026-11-20T08:30:00Z";
const TOLD: &str = "2026-12-01T07:30:00Z";

async fn explained(phone: &Phone, question: Value) -> Value {
    let answer = phone.ask(EXPLAIN, json!({ "question": question })).await;
    answer.field("ruleBookExplain")
}

/// What `preau rulebook explain` says of the same question, in a format.
fn on_the_command_line(source: &str, options: &[&str], format: &str) -> String {
    let asked = [
        "preau",
        "rulebook",
        "explain",
        "-",
        "--child",
        CHILD,
        "--activity",
        "midi",
    ];
    let when = ["--date", DAY, "--at", AT, "--lang", "fr", "--format", format];
    let arguments = [&asked, &when, options].concat();
    let (command, _) = parse(arguments.into_iter().map(Into::into)).expect("a command");
    let Command::Rulebook(Rulebook::Explain(explain)) = command else {
        panic!("{command:?}")
    };
    explain
        .answer(source, AT.parse().expect("an instant"))
        .expect("an answer")
}

/// The lines of an answer as the command line writes them, below the heading.
fn written(told: &Value) -> String {
    let numbered = |steps: &Value| -> Vec<String> {
        let steps = steps.as_array().expect("steps").iter().enumerate();
        steps
            .map(|(at, step)| format!("{:>2}. {}", at + 1, step["message"].as_str().expect("words")))
            .collect()
    };
    let mut lines = numbered(&told["steps"]);
    lines.push(format!("→ {}", told["verdict"]["message"].as_str().expect("words")));
    if !told["due"].is_null() {
        lines.push("Une fois la journée passée :".to_owned());
        lines.extend(numbered(&told["due"]["steps"]));
    }
    lines.join("\n") + "\n"
}

/// A draft of Milly's, under another title.
fn draft() -> String {
    milly().rules.replace("title = ", "title = \"Projet\" # ")
}

/// G3: the same places and words.
async fn a_draft_is_checked_as_on_the_command_line(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let agent = server.sign_in("sacha@milly.example").await;
    let checked = async |phone: &Phone, source: &str| {
        let answer = phone.ask(CHECK, json!({ "source": source })).await;
        answer.field("ruleBookCheck")
    };
    assert_eq!(
        checked(&agent, &draft()).await,
        json!({ "sound": true, "diagnostics": [] })
    );
    let wrong = draft().replacen("\ncapacity = ", "\ncapacite = ", 1);
    let line = wrong
        .lines()
        .position(|line| line.starts_with("capacite"))
        .expect("a line")
        + 1;
    let found = checked(&agent, &wrong).await;
    let allowed = "code, name, schools, starts_at, ends_at, days, capacity, shows_places, price, shares, deadlines, attendance, earliest_exit, ages, classes, only, period, approval, waiting_list, paid, needs_complete_file, documents, place";
    let mistake = |place: usize| {
        let mistake = &found["diagnostics"][place];
        ["line", "column", "path", "kind", "found", "message"].map(|key| mistake[key].clone())
    };
    assert_eq!(
        (
            &found["sound"],
            found["diagnostics"].as_array().expect("mistakes").len()
        ),
        (&json!(false), 2),
        "{found:#}"
    );
    assert_eq!(
        (0..2).map(mistake).find(|mistake| mistake[3] == "unknown_key"),
        Some([
            json!(line),
            json!(1),
            json!("activities[0].capacite"),
            json!("unknown_key"),
            json!("capacite"),
            json!(format!(
                "« capacite » n'existe pas ici. Vouliez-vous dire « capacity » ? Attendu : {allowed}"
            )),
        ])
    );
    // Half a megabyte is the most that is read.
    let long = format!("{}# {}", draft(), "x".repeat(512 * 1024));
    let found = checked(&agent, &long).await;
    assert_eq!(
        (
            &found["sound"],
            &found["diagnostics"][0]["kind"],
            &found["diagnostics"][0]["allowed"]
        ),
        (&json!(false), &json!("out_of_range"), &json!("≤ 524288"))
    );
}

/// G3: the same steps, for booking and for what then comes to pass.
async fn a_draft_is_explained_as_on_the_command_line(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let agent = server.sign_in("sacha@milly.example").await;
    let absent = json!({ "reason": "ILLNESS", "reportedAt": TOLD, "certificateAt": TOLD, "since": "2026-11-30" });
    let ill = format!("illness@{TOLD}");
    for (more, options) in [
        (json!({}), &[][..]),
        (
            json!({ "booked": ["matin"], "taken": 3 }),
            &["--booked", "matin", "--taken", "3"],
        ),
        (
            json!({ "supposed": { "absent": absent } }),
            &["--absent", &ill, "--certificate", TOLD, "--absent-since", "2026-11-30"],
        ),
        (
            json!({ "supposed": { "unbooked": true, "left": "13:50", "time": 2 } }),
            &["--unbooked", "--left", "13:50", "--time", "2"],
        ),
    ] {
        let mut question = json!({
            "source": draft(), "child": { "facts": [CHILD] }, "activity": "midi", "date": DAY, "at": AT,
        });
        for (key, value) in more.as_object().expect("an object") {
            question[key] = value.clone();
        }
        let answer = explained(&agent, question).await;
        assert_eq!((&answer["diagnostics"], &answer["faults"]), (&json!([]), &json!([])));
        let told = &answer["explanation"];
        assert_eq!((&told["version"], &told["asOf"]), (&Value::Null, &json!(AT)));
        let read = |json: &str| serde_json::from_str::<Value>(json).expect("JSON");
        let facts = read(told["facts"].as_str().expect("facts"));
        assert_eq!(facts, read(&on_the_command_line(&draft(), options, "json")));
        let text = on_the_command_line(&draft(), options, "text");
        let (heading, steps) = text.split_once('\n').expect("lines");
        assert!(heading.contains("mardi 1er décembre 2026"), "{heading}");
        let said = written(told);
        let rest = steps
            .strip_prefix(&said)
            .unwrap_or_else(|| panic!("{steps}\nis not\n{said}"));
        assert_eq!(rest.lines().count(), usize::from(!told["due"].is_null()), "{rest}");
        let due = told["due"]["lines"].as_array().map_or(0, Vec::len);
        assert_eq!(
            due > 0,
            options.iter().any(|option| ["--absent", "--unbooked"].contains(option))
        );
    }
}

/// G3: without a draft, of a child's own file and places, it is what its explanation says.
async fn what_is_published_is_explained_of_a_child_of_the_portal(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let agent = server.sign_in("sacha@milly.example").await;
    camille.book("1", "Léa", "midi", &[DAY]).await;
    let child = camille.child("Léa");
    let own = "query($child: ID!, $activity: ID!, $date: Date!, $at: DateTime) {
        child(id: $child) { explanation(activityId: $activity, date: $date, at: $at) { facts } } }";
    for (code, verdict) in [("midi", "already_booked"), ("soir", "book")] {
        let asked = json!({ "child": child, "activity": camille.activity(code), "date": DAY, "at": AT });
        let own = agent.ask(own, asked).await.field("child")["explanation"]["facts"].clone();
        let question = json!({ "child": { "id": child }, "activity": code, "date": DAY, "at": AT });
        let published = explained(&agent, question.clone()).await["explanation"].clone();
        assert_eq!(
            (&published["facts"], &published["version"]),
            (&own, &json!(1)),
            "{code}"
        );
        assert_eq!(published["verdict"]["kind"], verdict);
        // The same places, under a draft.
        let mut drafted = question;
        drafted["source"] = json!(draft());
        let drafted = explained(&agent, drafted).await["explanation"].clone();
        assert_eq!(
            (&drafted["verdict"], &drafted["version"]),
            (&published["verdict"], &Value::Null)
        );
    }
    let supposed = json!({
        "child": { "id": child }, "activity": "midi", "date": DAY, "at": AT, "booked": [],
        "supposed": { "unbooked": true },
    });
    let due = explained(&agent, supposed).await["explanation"]["due"].clone();
    assert_eq!(due["lines"][0]["kind"], "UNBOOKED");
}

/// G3.
async fn a_question_that_cannot_be_understood(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let agent = server.sign_in("sacha@milly.example").await;
    let ask = |child: Value, activity: &str, more: Value| {
        let mut question = json!({ "child": child, "activity": activity, "date": DAY, "at": AT });
        for (key, value) in more.as_object().expect("an object") {
            question[key] = value.clone();
        }
        question
    };
    let facts = || json!({ "facts": ["school=cocteau"] });
    for (question, key) in [
        (ask(facts(), "mydi", json!({})), "activity"),
        (ask(json!({ "facts": ["school=coctau"] }), "midi", json!({})), "school"),
        (ask(facts(), "midi", json!({ "booked": ["mydi"] })), "booked"),
        (
            ask(
                facts(),
                "midi",
                json!({ "supposed": { "unbooked": true, "absent": {} } }),
            ),
            "absent",
        ),
    ] {
        let answer = explained(&agent, question).await;
        assert_eq!(
            (
                &answer["explanation"],
                &answer["diagnostics"],
                &answer["faults"][0]["key"]
            ),
            (&Value::Null, &json!([]), &json!(key))
        );
    }
    let wrong = ask(facts(), "midi", json!({ "source": "format = 1" }));
    let answer = explained(&agent, wrong).await;
    assert_eq!((&answer["explanation"], &answer["faults"]), (&Value::Null, &json!([])));
    assert_eq!(
        answer["diagnostics"].as_array().expect("mistakes").len(),
        6,
        "{answer:#}"
    );
    let many: Vec<&str> = vec!["care_plan"; 51];
    for question in [
        ask(json!({ "facts": many }), "midi", json!({})),
        ask(facts(), "midi", json!({ "booked": vec!["midi"; 51] })),
        ask(facts(), "midi", json!({ "supposed": { "left": "six" } })),
    ] {
        let answer = agent.ask(EXPLAIN, json!({ "question": question })).await;
        assert_eq!(answer.codes(), ["BAD_USER_INPUT"]);
    }
}

/// A10, G4: neither families nor partner programs; and nothing of another town.
async fn only_staff_ask_and_only_of_their_own_town(store: Store) {
    let house = House::new(store).await;
    let server = house.open().await;
    let elsewhere = bouillargues();
    server.settle(&milly().rules, milly().people).await;
    server.settle(&elsewhere.rules, elsewhere.people).await;
    let camille = server.parent("camille@example.org").await;
    let caterer = server.sign_in("cuisine-centrale").await;
    let question = json!({
        "child": { "id": camille.child("Léa") }, "activity": "midi", "date": DAY, "at": AT,
    });
    let supposed = json!({ "child": { "facts": ["school=cocteau"] }, "activity": "midi", "date": DAY, "at": AT });
    for phone in [&camille.phone, &caterer] {
        for (document, variables) in [
            (CHECK, json!({ "source": draft() })),
            (EXPLAIN, json!({ "question": question })),
            (EXPLAIN, json!({ "question": supposed })),
        ] {
            assert_eq!(phone.ask(document, variables).await.codes(), ["FORBIDDEN"]);
        }
    }
    let nobody = server.phone().ask(CHECK, json!({ "source": draft() })).await;
    assert_eq!(nobody.codes(), ["UNAUTHENTICATED"]);

    let login = "enfance@bouillargues.example";
    let stranger = server
        .phone()
        .sign_in(elsewhere.slug, login, elsewhere.password(login))
        .await;
    let asked = stranger.ask(EXPLAIN, json!({ "question": question })).await;
    assert_eq!(asked.codes(), ["NOT_FOUND"]);
    let mut of_milly = supposed;
    of_milly["source"] = json!(draft());
    let asked = stranger.ask(EXPLAIN, json!({ "question": of_milly })).await;
    assert_eq!(asked.codes(), ["BAD_USER_INPUT"]);
    let message = asked.body["errors"][0]["message"].as_str().expect("words");
    assert_eq!(message, format!("`source` is a rule book of another town, {MILLY}"));
}
