//! Whether the files hold every text, and nothing else, alike in both languages.

use std::collections::{BTreeMap, BTreeSet};

use preau_domain::locale::Locale;

use super::bundles::source;
use super::key::TextKey;

/// A message as written: every text of the files starts a line with its name, and goes on in indented lines.
struct Message {
    body: String,
}

impl Message {
    /// The `{ names }` of other messages inside it.
    fn references(&self) -> BTreeSet<&str> {
        self.placeables()
            .filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
            .collect()
    }

    /// The `{ $names }` of arguments inside it.
    fn variables(&self) -> BTreeSet<&str> {
        self.placeables().filter(|name| name.starts_with('$')).collect()
    }

    fn placeables(&self) -> impl Iterator<Item = &str> {
        self.body
            .split("{ ")
            .skip(1)
            .filter_map(|rest| rest.split_whitespace().next())
    }
}

fn messages(locale: Locale) -> BTreeMap<&'static str, Message> {
    let mut messages: BTreeMap<&str, Message> = BTreeMap::new();
    let mut current = None;
    for line in source(locale).lines() {
        match line.split_once(" = ") {
            Some((name, body)) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                let message = Message { body: body.to_owned() };
                assert!(messages.insert(name, message).is_none(), "{name} stands twice");
                current = Some(name);
            }
            _ if line.starts_with([' ', '}']) => {
                let message = messages.get_mut(current.unwrap()).unwrap();
                message.body.push_str(line);
            }
            _ => assert!(line.is_empty() || line.starts_with('#'), "{line}"),
        }
    }
    messages
}

/// What a text needs, also for the texts inside it.
fn arguments<'a>(messages: &'a BTreeMap<&str, Message>, name: &str) -> BTreeSet<&'a str> {
    let message = &messages[name];
    let inner = message
        .references()
        .into_iter()
        .flat_map(|reference| arguments(messages, reference));
    message.variables().into_iter().chain(inner).collect()
}

#[test]
fn every_text_is_there_and_no_other() {
    for locale in Locale::ALL {
        let messages = messages(locale);
        let inner = messages.values().flat_map(Message::references);
        let wanted: BTreeSet<&str> = TextKey::ALL.iter().map(|key| key.id()).chain(inner).collect();
        let written: BTreeSet<&str> = messages.keys().copied().collect();
        assert_eq!(written, wanted, "{}", locale.code());
    }
}

#[test]
fn every_text_takes_the_same_arguments_in_both_languages() {
    let (french, english) = (messages(Locale::Fr), messages(Locale::En));
    for key in TextKey::ALL {
        assert_eq!(
            arguments(&french, key.id()),
            arguments(&english, key.id()),
            "{}",
            key.id()
        );
    }
}

#[test]
fn french_keeps_its_signs_by_their_words() {
    for (name, message) in messages(Locale::Fr) {
        for pair in [" :", " ;", " !", " ?", " €", " »", "« ", "n° ", "'"] {
            assert!(!message.body.contains(pair), "{name} has {pair:?}");
        }
    }
}
