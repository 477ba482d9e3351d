//! One pass over a document before the parser sees it. The parser descends the stack once for each open bracket, so a
//! page of brackets would end the process; and no later stage needs to look at a document of a million tokens.

use super::{code::Code, fault::Fault, settings::Limits};

/// Refuses a document that is too long, too rich in tokens or too deeply bracketed, that leaves a string open, or that
/// holds the character U+0000.
pub fn scan(document: &str, limits: &Limits) -> Result<(), Fault> {
    if document.len() > limits.document {
        let (found, allowed) = (document.len(), limits.document);
        return Err(Fault::too_costly(format!(
            "The document has {found} bytes, {allowed} are allowed."
        )));
    }
    let mut scanner = Scanner {
        rest: document.as_bytes(),
        tokens: 0,
        open: 0,
    };
    while let Some(byte) = scanner.take() {
        scanner.step(byte)?;
        if scanner.tokens > limits.tokens {
            let allowed = limits.tokens;
            return Err(Fault::too_costly(format!(
                "The document has more than {allowed} tokens."
            )));
        }
        if scanner.open > limits.nesting {
            let allowed = limits.nesting;
            return Err(Fault::too_costly(format!(
                "More than {allowed} brackets are open at once."
            )));
        }
    }
    Ok(())
}

struct Scanner<'a> {
    rest: &'a [u8],
    tokens: usize,
    open: usize,
}

impl Scanner<'_> {
    fn take(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn skip(&mut self, prefix: &[u8]) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn step(&mut self, byte: u8) -> Result<(), Fault> {
        match byte {
            b' ' | b',' | b'\t' | b'\r' | b'\n' => return Ok(()),
            b'#' => {
                while self.rest.first().is_some_and(|next| !matches!(next, b'\r' | b'\n')) {
                    self.take();
                }
                return Ok(());
            }
            0 => return Err(nul()),
            b'"' if self.skip(b"\"\"") => self.block_string()?,
            b'"' => self.string()?,
            b'{' | b'[' | b'(' => self.open += 1,
            b'}' | b']' | b')' => self.open = self.open.saturating_sub(1),
            _ if is_word(byte) => {
                while self.rest.first().copied().is_some_and(is_word) {
                    self.take();
                }
            }
            _ => {}
        }
        self.tokens += 1;
        Ok(())
    }

    fn block_string(&mut self) -> Result<(), Fault> {
        loop {
            if self.skip(b"\\\"\"\"") {
                continue;
            }
            if self.skip(b"\"\"\"") {
                return Ok(());
            }
            match self.take() {
                Some(0) => return Err(nul()),
                Some(_) => {}
                None => return Err(open_string()),
            }
        }
    }

    fn string(&mut self) -> Result<(), Fault> {
        loop {
            match self.take() {
                Some(b'"') => return Ok(()),
                Some(b'\\') if self.skip(b"u0000") => return Err(nul()),
                Some(b'\\') => {
                    self.take();
                }
                Some(0) => return Err(nul()),
                Some(b'\r' | b'\n') | None => return Err(open_string()),
                Some(_) => {}
            }
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.')
}

fn nul() -> Fault {
    Fault::bad_input("The document holds the character U+0000, which no text may.")
}

fn open_string() -> Fault {
    Fault::new(
        Code::GraphqlParseFailed,
        "The document is not valid GraphQL: a string is not closed.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(document: &str) -> Option<Code> {
        scan(
            document,
            &Limits {
                nesting: 3,
                tokens: 20,
                ..Limits::default()
            },
        )
        .err()
        .map(|fault| fault.code)
    }

    #[test]
    fn brackets_count_only_outside_strings_and_comments() {
        assert_eq!(code("{a(b:[1])}"), None);
        assert_eq!(code("{a(b:[[1]])}"), Some(Code::TooCostly));
        assert_eq!(code(r#"{a(b:"[[[[[")}"#), None);
        assert_eq!(code(r#"{a(b:"\"[[[[[")}"#), None);
        assert_eq!(code("{a #[[[[[\n}"), None);
        assert_eq!(code("{a #\r[[[[[}"), Some(Code::TooCostly));
        assert_eq!(code(r#"{a(b:"""[[["[[\"""[[""")}"#), None);
        assert_eq!(code(r#"{a(b:"""" "[[[[")}"#), Some(Code::GraphqlParseFailed));
        assert_eq!(code("{a(b:\"[\n[[[[\")}"), Some(Code::GraphqlParseFailed));
    }

    #[test]
    fn tokens_and_nul_are_refused() {
        assert_eq!(code(&"a ".repeat(20)), None);
        assert_eq!(code(&"a ".repeat(21)), Some(Code::TooCostly));
        assert_eq!(code("{a(b:\"\\u0000\")}"), Some(Code::BadUserInput));
        assert_eq!(code("{a(b:\"\0\")}"), Some(Code::BadUserInput));
        assert_eq!(code("{a(b:\"\\\\u0000\")}"), None);
    }
}
