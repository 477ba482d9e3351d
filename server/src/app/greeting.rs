//! What `preau demo` tells once it serves.

use std::fmt::Write;

use crate::seed::demo::{DemoTown, Login};

/// The addresses, the logins by town, and the first query.
pub(super) fn greeting(address: &str, web: bool, towns: &[DemoTown], query: &str) -> String {
    let app = if web {
        format!("  The parents' app       {address}/\n")
    } else {
        "  The parents' app       not built: `make demo` builds it\n".to_owned()
    };
    format!(
        "
Préau serves four towns of fictional people. Stop it with Ctrl-C.

{app}  GraphiQL               {address}/graphiql
  The API                {address}/graphql
  Mails sent             {address}/dev/mails

Logins (a family code works too: MLF-1042)
{}
The first query to paste into GraphiQL, once signed in there as the parent of {}:

{query}
",
        table(address, web, towns),
        towns.first().map_or("a town", |town| town.name),
    )
}

/// One line for each town: its address, and a parent and an agent to sign in as; then their passwords, and who else is
/// there.
fn table(address: &str, web: bool, towns: &[DemoTown]) -> String {
    let row = |cells: [&str; 3]| format!("  {:<22} {:<35} {}\n", cells[0], cells[1], cells[2]);
    let login = |town: &DemoTown, who: &str| {
        let found = town.logins.iter().find(|login| login.who == who);
        found.map_or("", |login| login.login)
    };
    let mut lines = row(["Town", "Parent", "Staff"]);
    for town in towns {
        lines += &row([town.name, login(town, "Parent"), login(town, "Staff")]);
    }
    // Writing to a String cannot fail.
    let _ = writeln!(
        lines,
        "  {:<22} {:<35} {}",
        "Password",
        password(towns, "Parent"),
        password(towns, "Staff")
    );
    let listed = |login: &&Login| !["Parent", "Staff"].contains(&login.who);
    for other in towns.iter().flat_map(|town| town.logins).filter(listed) {
        let _ = writeln!(lines, "\n  {:<22} {}  /  {}", other.who, other.login, other.password);
    }
    if web {
        lines.push_str("\n  The app of each town\n");
        for town in towns {
            let _ = writeln!(lines, "    {address}/{}", town.slug);
        }
    }
    lines
}

fn password(towns: &[DemoTown], who: &str) -> &'static str {
    let found = towns.iter().flat_map(|town| town.logins).find(|login| login.who == who);
    found.map_or("", |login| login.password)
}
