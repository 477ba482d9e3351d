//! What keeps a file from being TOML, in French: the reader itself only speaks English.

/// A few words for a mistake of the reader; for one that it does not tell yet, that something is out of place.
pub(super) fn syntax_in_french(detail: &str) -> &'static str {
    match detail {
        "unclosed array" => "liste non refermée",
        "unclosed table" | "unclosed array table" => "titre de section non refermé",
        "unclosed inline table" => "accolade non refermée",
        "missing comma between array elements" => "virgule ou crochet fermant oublié dans une liste",
        "missing comma between key-value pairs" => "virgule ou accolade fermante oubliée",
        "extra comma in array" | "extra comma in inline table" => "virgule en trop",
        "extra `=`" | "unexpected `=` in array" | "extra assignment between key-value pairs" => "signe = en trop",
        "missing assignment between key-value pairs" => "signe = oublié",
        "key with no value" | "missing value" | "missing value for key" => "valeur oubliée",
        "string values must be quoted" => "guillemets oubliés",
        "this is written otherwise" => "cela s'écrit autrement",
        "missing opening quote" => "guillemet ouvrant oublié",
        "invalid basic string"
        | "invalid literal string"
        | "invalid multi-line basic string"
        | "invalid multi-line literal string" => "guillemet oublié, ou caractère interdit",
        "missing escaped value" | "too few unicode value digits" => {
            "barre oblique inverse sans suite : elle s'écrit \\\\"
        }
        "invalid date" | "invalid time" | "invalid datetime" | "invalid date-time" => "date ou heure impossible",
        "invalid key-value pair" => "ligne incompréhensible",
        "invalid unquoted key" | "invalid key" | "unquoted keys cannot be empty" => "nom de clé interdit",
        "keys cannot be multi-line basic strings" | "keys cannot be multi-line literal strings" => {
            "nom de clé sur plusieurs lignes"
        }
        "missing key for inline table element" | "invalid inline table element" => "nom de clé oublié entre accolades",
        "unexpected leading zero" => "nombre qui commence par un zéro",
        "unexpected sign" | "redundant numeric sign" | "integers with a radix cannot be signed" => "signe de trop",
        "`_` may only go between digits" => "_ hors d'un nombre",
        "invalid integer number" | "invalid float" | "invalid fraction" | "invalid mantissa" | "invalid exponent" => {
            "nombre impossible"
        }
        "invalid comment character" | "missing comment start" => "caractère interdit dans une remarque",
        "carriage return must be followed by newline" => "fin de ligne incomplète",
        "recursion limit" | "cannot recurse further; max recursion depth met" => {
            "trop de listes les unes dans les autres"
        }
        _ => "texte inattendu à cet endroit",
    }
}

#[cfg(test)]
mod tests {
    use super::syntax_in_french;

    #[test]
    fn no_english_is_left_where_the_reader_tells_something_new() {
        assert_eq!(syntax_in_french("unclosed inline table"), "accolade non refermée");
        assert_eq!(
            syntax_in_french("a thing nobody knows"),
            "texte inattendu à cet endroit"
        );
    }
}
