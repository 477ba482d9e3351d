//! Reading arguments, without the environment: a test may not change it.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use preau_server::cli::command::{Command, Demo, Rulebook, Serve, Town, parse};
use preau_server::cli::logging::LogFormat;

const SECRET: &str = "0123456789abcdefghijklmnopqrstuv";

fn command(arguments: &[&str]) -> Result<Command, String> {
    let arguments = ["preau"].iter().chain(arguments).map(OsString::from);
    parse(arguments)
        .map(|(command, _)| command)
        .map_err(|error| error.to_string())
}

fn demo(arguments: &[&str]) -> Demo {
    match command(arguments) {
        Ok(Command::Demo(demo)) => demo,
        other => panic!("{other:?}"),
    }
}

fn serve(arguments: &[&str]) -> Serve {
    match command(&[&["serve", "--secret", SECRET], arguments].concat()) {
        Ok(Command::Serve(serve)) => serve,
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_a_command_the_demo_starts_with_defaults() {
    let Demo { settings, at } = demo(&[]);
    assert_eq!(at, None);
    assert_eq!(settings.store.url(), "sqlite://preau.sqlite?mode=rwc");
    assert_eq!(settings.door.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.door.public_url(), "http://127.0.0.1:8080");
    assert_eq!(settings.door.origins(), Vec::<String>::new());
    assert_eq!(settings.door.web(), None);
    assert!(settings.redis.options().is_none());
    assert_eq!(settings.redis.counts_lifetime(), Duration::from_mins(10));
    assert_eq!(settings.mail.server(), None);
    assert_eq!(settings.mail.from(), "Préau <preau@localhost>");
}

#[test]
fn the_demo_may_stop_the_clock() {
    let at = demo(&["demo", "--at", "2026-09-10T09:59:59+02:00"])
        .at
        .expect("an instant");
    assert_eq!(at.to_rfc3339(), "2026-09-10T07:59:59+00:00");
}

#[test]
fn production_takes_what_it_is_told() {
    let Serve { settings, secret } = serve(&[
        "--database",
        "postgres://preau@db/preau",
        "--listen",
        "0.0.0.0:80",
        "--public-url",
        "https://Portal.town.example/",
        "--origins",
        "https://a.example,http://localhost:5173",
        "--redis",
        "redis://cache:6379/2",
        "--redis-prefix",
        "blue",
        "--counts-seconds",
        "60",
        "--smtp",
        "smtps://mail.example",
        "--mail-from",
        "a@town.example",
        "--web",
        "/srv/web",
    ]);
    assert_eq!(secret.expose(), SECRET);
    assert_eq!(settings.store.url(), "postgres://preau@db/preau");
    assert_eq!(settings.door.listen.to_string(), "0.0.0.0:80");
    assert_eq!(settings.door.public_url(), "https://portal.town.example");
    assert_eq!(settings.door.origins(), ["https://a.example", "http://localhost:5173"]);
    assert_eq!(settings.door.web(), Some(Path::new("/srv/web")));
    let redis = settings.redis.options().expect("Redis");
    assert_eq!(
        (redis.url.as_str(), redis.prefix.as_str()),
        ("redis://cache:6379/2", "blue")
    );
    assert_eq!(
        (redis.answer_within, redis.pause),
        (Duration::from_millis(300), Duration::from_secs(1))
    );
    assert_eq!(settings.redis.counts_lifetime(), Duration::from_mins(1));
    assert_eq!(settings.mail.server(), Some("smtps://mail.example"));
    assert_eq!(settings.mail.from(), "a@town.example");
}

#[test]
fn an_empty_setting_is_none() {
    let Demo { settings, .. } = demo(&[
        "demo",
        "--database=",
        "--public-url=",
        "--origins=",
        "--redis=",
        "--smtp=",
        "--mail-from=",
    ]);
    assert_eq!(settings.store.url(), "sqlite://preau.sqlite?mode=rwc");
    assert_eq!(settings.door.public_url(), "http://127.0.0.1:8080");
    assert_eq!(settings.door.origins(), Vec::<String>::new());
    assert!(settings.redis.options().is_none());
    assert_eq!(settings.mail.server(), None);
    assert_eq!(settings.mail.from(), "Préau <preau@localhost>");
}

#[test]
fn a_setting_out_of_form_is_refused() {
    for arguments in [
        ["demo", "--listen", "8080"],
        ["demo", "--public-url", "portal.example"],
        ["demo", "--public-url", "https://portal.example/path"],
        ["demo", "--origins", "https://a.example,*"],
        ["demo", "--origins", "https://user@a.example"],
        ["demo", "--redis-prefix", "preau*"],
        ["demo", "--redis-prefix", ""],
        ["demo", "--counts-seconds", "0"],
        ["demo", "--log-format", "xml"],
    ] {
        assert!(command(&arguments).is_err(), "{arguments:?}");
    }
}

#[test]
fn small_commands_carry_what_they_need() {
    assert!(matches!(command(&["schema"]), Ok(Command::Schema)));
    let Ok(Command::Migrate(migrate)) = command(&["migrate", "--database", "sqlite://x"]) else {
        panic!()
    };
    assert_eq!(migrate.store.url(), "sqlite://x");
    let Ok(Command::Town(Town::Install(install))) = command(&["town", "install", "town.toml"]) else {
        panic!()
    };
    assert_eq!(install.file, Path::new("town.toml"));
    let Ok(Command::Rulebook(Rulebook::Check(check))) = command(&["rulebook", "check", "town.toml"]) else {
        panic!()
    };
    assert_eq!(check.file, Path::new("town.toml"));
}

#[test]
fn a_bare_log_level_leaves_the_store_silent() {
    let log = |arguments: &[&str]| {
        let arguments = ["preau"].iter().chain(arguments).map(OsString::from);
        parse(arguments)
            .map(|(_, log)| (log.log, log.log_format))
            .map_err(|error| error.to_string())
    };
    let quiet = "sqlx=error,sea_orm=error,sea_orm_migration=warn";
    assert_eq!(log(&["schema"]), Ok((format!("info,{quiet}"), LogFormat::Text)));
    assert_eq!(
        log(&["--log", "debug", "schema"]),
        Ok((format!("debug,{quiet}"), LogFormat::Text))
    );
    assert_eq!(
        log(&["schema", "--log", "warn,sqlx=info"]),
        Ok(("warn,sqlx=info".to_owned(), LogFormat::Text))
    );
    assert_eq!(
        log(&["schema", "--log-format", "json"]),
        Ok((format!("info,{quiet}"), LogFormat::Json))
    );
}

#[test]
fn a_secret_stays_out_of_logs() {
    assert_eq!(format!("{:?}", serve(&[]).secret), "Secret(…)");
}
