//! The comparer's own rules, one change at a time.

use super::compare::{Changes, compare};

const OLD: &str = "
schema { query: Query }
directive @hidden on FIELD
type Query implements Node & Named { id: ID! name: String list(first: Int = 20, by: [Order!]): [Item]! item: Item! any: Any }
type Item { id: ID! }
type Other { id: ID! }
interface Node { id: ID! }
interface Named { name: String }
union Any = Item | Other
enum Order { NAME DAY }
scalar Date
input Wish { days: [Date!]! note: String dry: Boolean! = false }
";

/// Replaces one piece of the old schema by another.
fn after(piece: &str, by: &str) -> Changes {
    assert_eq!(OLD.matches(piece).count(), 1, "{piece}");
    compare(OLD, &OLD.replace(piece, by))
}

fn breaking(change: &str) -> Changes {
    Changes {
        breaking: vec![change.to_owned()],
        additions: Vec::new(),
    }
}

fn addition(change: &str) -> Changes {
    Changes {
        breaking: Vec::new(),
        additions: vec![change.to_owned()],
    }
}

#[test]
fn no_change_is_none() {
    assert_eq!(compare(OLD, OLD), Changes::default());
    let described = OLD.replace("type Item", "\"In other words.\" type Item");
    assert_eq!(compare(OLD, &described), Changes::default());
}

#[test]
fn what_breaks_clients() {
    let table = [
        ("scalar Date\n", "", "type Date is removed"),
        ("scalar Date\n", "enum Date { TODAY }\n", "type Date is of another kind"),
        (
            "schema { query: Query }",
            "schema { query: Item }",
            "query is no longer Query",
        ),
        ("directive @hidden on FIELD", "", "directive @hidden is removed"),
        ("any: Any", "", "field Query.any is removed"),
        ("item: Item!", "item: Item", "field Query.item was Item! and is Item"),
        (
            "item: Item!",
            "item: [Item!]!",
            "field Query.item was Item! and is [Item!]!",
        ),
        (
            "item: Item!",
            "item: Other!",
            "field Query.item was Item! and is Other!",
        ),
        ("): [Item]!", "): [Item]", "field Query.list was [Item]! and is [Item]"),
        ("first: Int = 20, ", "", "argument Query.list:first is removed"),
        (
            "first: Int = 20",
            "first: Int! = 20",
            "argument Query.list:first was Int and is Int!",
        ),
        (
            "first: Int = 20",
            "first: Int = 10",
            "argument Query.list:first defaulted to 20 and defaults to 10",
        ),
        (
            "by: [Order!]",
            "by: [Date!]",
            "argument Query.list:by was [Order!] and is [Date!]",
        ),
        (
            "by: [Order!])",
            "by: [Order!], of: ID!)",
            "argument Query.list:of is new and required",
        ),
        ("Node & Named", "Node", "Query implements Named is removed"),
        ("Item | Other", "Item", "Any = Other is removed"),
        ("NAME DAY", "NAME", "value Order.DAY is removed"),
        ("note: String", "", "input field Wish.note is removed"),
        (
            "note: String",
            "note: String!",
            "input field Wish.note was String and is String!",
        ),
        (
            "note: String",
            "note: String kind: Order!",
            "input field Wish.kind is new and required",
        ),
        (
            "Boolean! = false",
            "Boolean!",
            "input field Wish.dry defaulted to false and defaults to nothing",
        ),
    ];
    for (piece, by, change) in table {
        assert_eq!(after(piece, by), breaking(change));
    }
}

#[test]
fn what_only_adds() {
    let table = [
        ("scalar Date\n", "scalar Date scalar Time\n", "type Time"),
        ("any: Any", "any: Any more: Item", "field Query.more"),
        ("any: Any", "any: Any!", "field Query.any gives Any! where it gave Any"),
        (
            "): [Item]!",
            "): [Item!]!",
            "field Query.list gives [Item!]! where it gave [Item]!",
        ),
        ("by: [Order!])", "by: [Order!], of: ID)", "argument Query.list:of"),
        (
            "by: [Order!])",
            "by: [Order!], of: ID! = \"a\")",
            "argument Query.list:of",
        ),
        (
            "by: [Order!]",
            "by: [Order]",
            "argument Query.list:by takes [Order] where it took [Order!]",
        ),
        ("Item | Other", "Item | Other | Query", "Any = Query"),
        ("NAME DAY", "NAME DAY AGE", "value Order.AGE"),
        (
            "days: [Date!]!",
            "days: [Date!]",
            "input field Wish.days takes [Date!] where it took [Date!]!",
        ),
        ("note: String", "note: String of: ID", "input field Wish.of"),
        (
            "type Item { id: ID! }",
            "type Item implements Node { id: ID! }",
            "Item implements Node",
        ),
    ];
    for (piece, by, change) in table {
        assert_eq!(after(piece, by), addition(change));
    }
}
