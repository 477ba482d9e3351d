//! The program as a shell sees it.

use std::path::Path;
use std::process::Command;

/// Exit code, standard output, standard error.
pub type Outcome = (Option<i32>, String, String);

/// Runs `preau` in `directory` with nothing but `environment`.
pub fn preau(directory: &Path, environment: &[(&str, &str)], arguments: &[&str]) -> Outcome {
    let output = Command::new(env!("CARGO_BIN_EXE_preau"))
        .args(arguments)
        .current_dir(directory)
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn here(environment: &[(&str, &str)], arguments: &[&str]) -> Outcome {
    let directory = tempfile::tempdir().expect("a directory");
    preau(directory.path(), environment, arguments)
}

#[test]
fn help_names_the_commands_and_the_exit_codes() {
    let (code, out, err) = here(&[], &["--help"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for word in [
        "demo",
        "serve",
        "migrate",
        "rulebook",
        "town",
        "schema",
        "Exit codes:",
        "[env: PREAU_LOG",
    ] {
        assert!(out.contains(word), "{word} is missing in:\n{out}");
    }
}

#[test]
fn help_never_shows_what_the_environment_keeps_secret() {
    let secrets = [
        ("DATABASE_URL", "postgres://u:s3cret@h/d"),
        ("REDIS_URL", "redis://:s3cret@h"),
        ("SMTP_URL", "smtps://u:s3cret@h"),
        ("PREAU_SECRET", "s3cret"),
    ];
    let (code, out, _) = here(&secrets, &["serve", "--help"]);
    assert_eq!(code, Some(0));
    assert!(
        out.contains("[env: DATABASE_URL]") && out.contains("[env: PREAU_SECRET]"),
        "{out}"
    );
    assert!(!out.contains("s3cret"), "{out}");
}

#[test]
fn wrong_usage_is_2() {
    for arguments in [
        &["dance"][..],
        &["rulebook"],
        &["rulebook", "check"],
        &["demo", "--at", "tomorrow"],
        &["--log", "a=b=c"],
    ] {
        let (code, out, err) = here(&[], arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.contains("rror") || err.contains("Usage"), "{err}");
    }
}

#[test]
fn production_refuses_a_secret_that_is_missing_short_or_known() {
    let make = "make one with `openssl rand -base64 48`";
    let cases = [
        ("", "PREAU_SECRET is missing"),
        (
            "0123456789abcdefghijklmnopqrstu",
            "PREAU_SECRET is too short, it needs at least 32 bytes",
        ),
        (preau_server::settings::DEMO_SECRET, "PREAU_SECRET can be guessed"),
        ("changemechangemechangemechangeme", "PREAU_SECRET can be guessed"),
    ];
    for (secret, fault) in cases {
        let (code, out, err) = here(&[("PREAU_SECRET", secret)], &["serve"]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert_eq!(err.lines().next(), Some(format!("error: {fault}: {make}").as_str()));
    }
    let (code, _, err) = here(&[], &["serve"]);
    assert_eq!(
        (code, err.lines().next()),
        (
            Some(2),
            Some(format!("error: PREAU_SECRET is missing: {make}").as_str())
        )
    );
}
