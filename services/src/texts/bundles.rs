//! The Fluent bundles of the languages, read once from the files in the program.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use preau_domain::locale::Locale;
use unic_langid::LanguageIdentifier;

use super::key::TextKey;

type Bundle = FluentBundle<FluentResource>;

static FRENCH: OnceLock<Bundle> = OnceLock::new();
static ENGLISH: OnceLock<Bundle> = OnceLock::new();

/// The text in the language, with its arguments in place. A text that cannot be found (tests see that all can) is its
/// name.
pub(super) fn say(locale: Locale, key: TextKey, args: &[(&'static str, FluentValue<'_>)]) -> String {
    let bundle = bundle(locale);
    let Some(pattern) = bundle.get_message(key.id()).and_then(|message| message.value()) else {
        tracing::error!(language = locale.code(), key = key.id(), "a text is missing");
        return key.id().to_owned();
    };
    let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
    if !errors.is_empty() {
        tracing::error!(
            language = locale.code(),
            key = key.id(),
            ?errors,
            "a text is incomplete"
        );
    }
    text.into_owned()
}

/// The source of a language's texts.
pub(super) fn source(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => include_str!("fr.ftl"),
        Locale::En => include_str!("en.ftl"),
    }
}

fn bundle(locale: Locale) -> &'static Bundle {
    let cell = match locale {
        Locale::Fr => &FRENCH,
        Locale::En => &ENGLISH,
    };
    cell.get_or_init(|| build(locale))
}

fn build(locale: Locale) -> Bundle {
    let language: LanguageIdentifier = locale.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Mails and messages are plain text: marks around the arguments would show up in them.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(source(locale).to_owned()).unwrap_or_else(|(readable, errors)| {
        tracing::error!(language = locale.code(), ?errors, "texts that cannot be read");
        readable
    });
    if let Err(errors) = bundle.add_resource(resource) {
        tracing::error!(language = locale.code(), ?errors, "texts of the same name");
    }
    bundle
}
