//! Which keys the parser knows in which table, and what may stand there: asked of the parser itself, by writing what cannot
//! be right and reading what it allows instead.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use preau_domain::rulebook::diagnostic::{Diagnostic, DiagnosticKind, Shape};
use preau_domain::rulebook::parse;
use toml::{Table, Value};

/// No key, word, code or text of any file.
const STRANGE: &str = "zz zz";

pub const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// One step from a table to what is in it.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Item(usize),
}

/// What is known of all tables so far.
#[derive(Debug, Default)]
pub struct Format {
    /// By table, what may stand at each key; empty where no file has shown it yet.
    pub keys: BTreeMap<String, BTreeMap<String, String>>,
    /// By table, the keys that some file has.
    pub written: BTreeMap<String, BTreeSet<String>>,
    /// By table, the keys without which it is not read.
    pub needed: BTreeMap<String, BTreeSet<String>>,
}

impl Format {
    /// Learns from a sound file.
    pub fn learn(&mut self, source: &str) {
        let file: Table = toml::from_str(source).unwrap();
        let mut places = Vec::new();
        places_of(&file, &mut Vec::new(), &mut places);
        for place in places {
            let table = at(&file, &place);
            let name = name_of(&file, &place);
            let written = self.written.entry(name.clone()).or_default();
            let first = written.is_empty();
            written.extend(table.keys().cloned());
            // What one sound table does without, none needs.
            let needed = self.needed.entry(name.clone()).or_default();
            if first {
                needed.extend(table.keys().filter(|key| is_missed(&file, &place, key)).cloned());
            }
            needed.retain(|key| table.contains_key(key));
            let known = self.keys.entry(name.clone()).or_default();
            if known.is_empty() {
                known.extend(keys_of(&file, &place).into_iter().map(|key| (key, String::new())));
            }
            if known.is_empty() {
                // Its keys are names that the town chooses.
                self.keys.remove(&name);
                self.written.remove(&name);
                continue;
            }
            for (key, value) in known.iter_mut().filter(|(_, value)| value.is_empty()) {
                let alone = || allowed(&emptied(&file, &place), &place, key);
                *value = allowed(&file, &place, key).or_else(alone).unwrap_or_default();
            }
        }
    }
}

/// The tables of the file, itself included.
fn places_of(table: &Table, here: &mut Vec<Step>, places: &mut Vec<Vec<Step>>) {
    places.push(here.clone());
    for (key, value) in table {
        here.push(Step::Key(key.clone()));
        match value {
            Value::Table(inner) => places_of(inner, here, places),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if let Value::Table(inner) = item {
                        here.push(Step::Item(index));
                        places_of(inner, here, places);
                        here.pop();
                    }
                }
            }
            _ => {}
        }
        here.pop();
    }
}

fn at<'t>(file: &'t Table, place: &[Step]) -> &'t Table {
    let Some((Step::Key(first), rest)) = place.split_first() else {
        return file;
    };
    let mut value = &file[first];
    for step in rest {
        value = match step {
            Step::Key(key) => &value[key.as_str()],
            Step::Item(index) => &value[*index],
        };
    }
    value.as_table().unwrap()
}

/// What the reference calls a table: its place without numbers and names of the town. Prices, deadlines and conditions are
/// the same wherever they stand.
fn name_of(file: &Table, place: &[Step]) -> String {
    let keys: Vec<&str> = place.iter().filter_map(key).collect();
    let form = at(file, place).get("form").and_then(Value::as_str);
    match (keys.as_slice(), form) {
        ([], _) => "(file)".to_owned(),
        (["deadlines", _], Some(form)) => format!("deadlines.* {form}"),
        (_, Some(form)) => format!("price {form}"),
        ([.., "when" | "unless" | "only"], _) => "when".to_owned(),
        ([.., last], _) => {
            let chosen = keys.len() == 2 && ["attendance", "deadlines"].contains(&keys[0]);
            let last = if chosen || WEEKDAYS.contains(last) { "*" } else { last };
            match name_of(file, &parent(place)) {
                name if name == "(file)" => last.to_owned(),
                name => format!("{name}.{last}"),
            }
        }
    }
}

/// The place of the table that holds the one at a place, itself or in a list.
fn parent(place: &[Step]) -> Vec<Step> {
    let listed = matches!(place.last(), Some(Step::Item(_)));
    let steps = place.len() - if listed { 2 } else { 1 };
    place[..steps].to_vec()
}

fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Item(_) => None,
    }
}

/// As diagnostics write it.
fn path_of(place: &[Step]) -> String {
    let mut path = String::new();
    for step in place {
        match step {
            Step::Key(key) if path.is_empty() => path.push_str(key),
            Step::Key(key) => {
                let _ = write!(path, ".{key}");
            }
            Step::Item(index) => {
                let _ = write!(path, "[{index}]");
            }
        }
    }
    path
}

/// Whether a table is not read without a key that it has, also where nothing else stands in it that could ask for it.
fn is_missed(file: &Table, place: &[Step], key: &str) -> bool {
    let at_key = path_of(&[place, &[Step::Key(key.to_owned())]].concat());
    let is_missing = |one: &Diagnostic| one.path == at_key && matches!(one.kind, DiagnosticKind::MissingKey { .. });
    [file.clone(), emptied(file, place)].into_iter().all(|file| {
        let mut without = Value::Table(file);
        table_at(&mut without, place).remove(key);
        let said = parse(&source_of(&without)).err().unwrap_or_default();
        said.iter().any(is_missing)
    })
}

fn table_at<'t>(file: &'t mut Value, place: &[Step]) -> &'t mut Table {
    let mut table = file;
    for step in place {
        table = match step {
            Step::Key(key) => table.get_mut(key.as_str()).unwrap(),
            Step::Item(index) => table.get_mut(*index).unwrap(),
        };
    }
    table.as_table_mut().unwrap()
}

fn source_of(file: &Value) -> String {
    let mut source = String::new();
    for (key, value) in file.as_table().unwrap() {
        let _ = writeln!(source, "{key} = {}", written(value));
    }
    source
}

/// What is said of a value once it is written at a key of a table.
fn said(file: &Table, place: &[Step], key: &str, value: Value) -> Vec<Diagnostic> {
    let mut changed = Value::Table(file.clone());
    table_at(&mut changed, place).insert(key.to_owned(), value);
    let source = source_of(&changed);
    let at_key = path_of(&[place, &[Step::Key(key.to_owned())]].concat());
    let mut said = parse(&source).err().unwrap_or_default();
    said.retain(|one| one.path == at_key || one.path == format!("{at_key}[0]"));
    said
}

/// On one line.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(written).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let pairs: Vec<String> = table
                .iter()
                .map(|(key, value)| format!("{key:?} = {}", written(value)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Datetime(day) => day.to_string(),
    }
}

fn keys_of(file: &Table, place: &[Step]) -> Vec<String> {
    let said = said(file, place, STRANGE, Value::Boolean(true));
    let unknown = said
        .iter()
        .find(|one| matches!(one.kind, DiagnosticKind::UnknownKey { .. }));
    let allowed = unknown.map(|one| one.allowed.as_str()).unwrap_or_default();
    let keys: BTreeSet<&str> = allowed.split(", ").filter(|key| !key.is_empty()).collect();
    keys.into_iter().map(str::to_owned).collect()
}

/// The file with nothing in the table of a place but its form: then no other key forbids one.
fn emptied(file: &Table, place: &[Step]) -> Table {
    let mut file = Value::Table(file.clone());
    table_at(&mut file, place).retain(|key, _| key == "form");
    file.as_table().unwrap().clone()
}

/// What may stand at a key; none where another key of this table keeps the parser from saying so.
fn allowed(file: &Table, place: &[Step], key: &str) -> Option<String> {
    let shape = |said: &[Diagnostic]| {
        said.iter().find_map(|one| match one.kind {
            DiagnosticKind::WrongType { expected } => Some((expected, one.allowed.clone())),
            _ => None,
        })
    };
    // No date, time, text, list or table, and beyond every bound of a number.
    let number = said(file, place, key, Value::Integer(i64::from(u32::MAX)));
    if let Some(range) = number.iter().find(|one| one.kind == DiagnosticKind::OutOfRange) {
        return Some(range.allowed.clone());
    }
    match shape(&number) {
        None => said_of(&number),
        Some((Shape::Text | Shape::Code, notation)) => {
            let text = said(file, place, key, Value::String(STRANGE.to_owned()));
            Some(said_of(&text).unwrap_or(notation))
        }
        Some((Shape::List, _)) => {
            let strange = Value::Array(vec![Value::Integer(i64::from(u32::MAX)); 2]);
            let items = said(file, place, key, strange);
            match shape(&items) {
                Some((Shape::Text | Shape::Code, notation)) => {
                    let strange = Value::Array(vec![Value::String(STRANGE.to_owned()); 2]);
                    let words = said_of(&said(file, place, key, strange)).unwrap_or(notation);
                    Some(format!("[ {words} ]"))
                }
                Some((_, notation)) => Some(format!("[ {notation} ]")),
                None => None,
            }
        }
        Some((_, notation)) => Some(notation),
    }
}

/// The words of a closed list, or what a code names.
fn said_of(said: &[Diagnostic]) -> Option<String> {
    said.iter().find_map(|one| match &one.kind {
        DiagnosticKind::UnknownValue { .. } | DiagnosticKind::NestedPrice | DiagnosticKind::Malformed { .. } => {
            Some(one.allowed.clone())
        }
        DiagnosticKind::UnknownReference { noun, .. } => {
            let noun = serde_json::to_value(noun).unwrap();
            Some(format!("{} code", noun.as_str().unwrap()))
        }
        _ => None,
    })
}
