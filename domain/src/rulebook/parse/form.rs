//! Tables that are written in one of several forms, which their `form` names.
//!
//! Where it names none, or in a word that is none of them, the rest of the table is read all the same: in the form that
//! was meant, or in each of those that it may be in. What all of these find wrong is wrong.

use super::french::meant;
use super::report::{Report, Told};
use super::table::Table;

const FORM: &str = "form";

/// Words and what they stand for, such as the reader of a form.
type Words<F> = [(&'static str, F)];

/// What reads a table in a form.
type Read<'r, F, T> = dyn Fn(&F, &mut Table, &mut Report) -> Option<T> + 'r;

/// A table read in the form that it names. Its other keys are left to the one who closes it.
pub(super) fn formed<F, T>(table: &mut Table, forms: &Words<F>, read: &Read<F, T>, report: &mut Report) -> Option<T> {
    let words: Vec<&'static str> = forms.iter().map(|(word, _)| *word).collect();
    let numbered: Vec<(&'static str, usize)> = words.iter().enumerate().map(|(at, word)| (*word, at)).collect();
    let named = if let Some(node) = table.get(FORM) {
        node.choice(&numbered, report)
    } else {
        table.missing(FORM, &words.join(", "), report);
        None
    };
    if let Some((_, form)) = named.and_then(|at| forms.get(at)) {
        return read(form, table, report);
    }
    let candidates: Vec<&F> = match word_meant(table, &words).and_then(|at| forms.get(at)) {
        Some((_, form)) => vec![form],
        None => forms.iter().map(|(_, form)| form).collect(),
    };
    tell_what_all_find(table, &candidates, read, report);
    None
}

fn at(word: &str, words: &[&str]) -> Option<usize> {
    words.iter().position(|one| *one == word)
}

/// The form that a wrong word comes near to, which may stand under a wrong key.
fn word_meant(table: &Table, words: &[&str]) -> Option<usize> {
    let named = table.peek(FORM).or_else(|| {
        let stands_for_it = |key: &str| meant(key, &[FORM]).is_some();
        let (.., node) = table.named().into_iter().find(|(_, key, _)| stands_for_it(key))?;
        Some(node)
    })?;
    let word = named.value.as_str()?;
    at(word, words).or_else(|| at(&meant(word, words)?, words))
}

/// One reading of the table.
struct Trial {
    asked: Vec<&'static str>,
    found: Vec<Told>,
}

/// Reads the table in each of these forms and reports what those find wrong that know most of its keys.
fn tell_what_all_find<F, T>(table: &mut Table, forms: &[&F], read: &Read<F, T>, report: &mut Report) {
    let mut trials: Vec<Trial> = Vec::new();
    for form in forms {
        let mark = report.count();
        let mut afresh = table.afresh();
        read(form, &mut afresh, report);
        trials.push(Trial {
            asked: afresh.asked().to_vec(),
            found: report.take_from(mark),
        });
    }
    let known = |trial: &Trial| table.count_meant(&trial.asked);
    let most = trials.iter().map(known).max().unwrap_or(0);
    trials.retain(|trial| known(trial) == most);
    for trial in &trials {
        table.ask(&trial.asked);
    }
    let Some((first, others)) = trials.split_first() else {
        return;
    };
    for told in &first.found {
        if others.iter().all(|other| other.found.contains(told)) {
            report.tell_again(told.clone());
        }
    }
}
