//! Parsed documents are kept: phones send the same few dozens, and parsing is most of the work of a small query.

use std::{
    collections::HashMap,
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use async_graphql::parser::{Error, parse_query, types::ExecutableDocument};

use super::{code::Code, fault::Fault, lexical, limits, settings::Limits};

/// Bytes of source kept in a generation. A parsed document takes some twenty times its source.
const GENERATION: usize = 512 * 1024;

/// A document within every limit that depends on it alone.
#[derive(Debug)]
pub struct Document {
    pub parsed: ExecutableDocument,
    /// Whether some operation reads the schema.
    pub introspects: bool,
}

/// The documents seen lately, in two generations: found ones move to the young, and when that is full it becomes the
/// old, whose documents nobody asked for since are forgotten. Bounded, and without a list to keep in order.
#[derive(Default)]
pub struct Documents {
    generations: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    young: HashMap<Arc<str>, Arc<Document>>,
    old: HashMap<Arc<str>, Arc<Document>>,
    young_bytes: usize,
}

impl Documents {
    /// The document of this source, parsed and measured, now or earlier.
    pub fn get(&self, source: &str, limits: &Limits) -> Result<Arc<Document>, Fault> {
        if let Some(document) = self.lock().find(source) {
            return Ok(document);
        }
        lexical::scan(source, limits)?;
        let parsed = parse_query(source).map_err(|error| syntax(&error))?;
        let introspects = limits::check(&parsed, limits)?;
        let document = Arc::new(Document { parsed, introspects });
        self.lock().keep(source.into(), Arc::clone(&document));
        Ok(document)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Generations> {
        self.generations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Generations {
    fn find(&mut self, source: &str) -> Option<Arc<Document>> {
        if let Some(document) = self.young.get(source) {
            return Some(Arc::clone(document));
        }
        let (source, document) = self.old.remove_entry(source)?;
        self.keep(source, Arc::clone(&document));
        Some(document)
    }

    fn keep(&mut self, source: Arc<str>, document: Arc<Document>) {
        if self.young_bytes + source.len() > GENERATION {
            self.old = mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        self.young_bytes += source.len();
        self.young.insert(source, document);
    }
}

/// The parser's own text draws the line and names its grammar rules; ours says where, and what it was about.
fn syntax(error: &Error) -> Fault {
    let place = error.positions().next();
    let message = match (error, place) {
        (Error::Syntax { .. }, Some(pos)) => {
            format!(
                "The document is not valid GraphQL: see line {}, column {}.",
                pos.line, pos.column
            )
        }
        (Error::RecursionLimitExceeded, _) => return Fault::too_costly("The document is nested too deeply."),
        (other, _) => format!("The document is not valid GraphQL: {other}."),
    };
    let fault = Fault::new(Code::GraphqlParseFailed, message);
    match place {
        Some(pos) => fault.at(pos),
        None => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_parsed_once_and_forgotten_after_two_generations() {
        let documents = Documents::default();
        let limits = Limits::default();
        let get = |source: &str| documents.get(source, &limits).expect("a document");
        let first = get("{ a }");
        assert!(Arc::ptr_eq(&first, &get("{ a }")));
        let filler = |number: usize| format!("{{ a{number} }} #{}", "x".repeat(16_000));
        for number in 0..40 {
            get(&filler(number));
        }
        assert!(
            Arc::ptr_eq(&first, &get("{ a }")),
            "asked for again, it moved to the young"
        );
        for number in 40..120 {
            get(&filler(number));
        }
        assert!(!Arc::ptr_eq(&first, &get("{ a }")));
        let kept = documents.lock();
        assert!(kept.young.len() + kept.old.len() < 80);
    }

    #[test]
    fn syntax_errors_say_where() {
        let fault = Documents::default()
            .get("{ a(", &Limits::default())
            .expect_err("no document");
        assert_eq!(fault.code, Code::GraphqlParseFailed);
        assert_eq!(
            fault.message,
            "The document is not valid GraphQL: see line 1, column 5."
        );
    }
}
