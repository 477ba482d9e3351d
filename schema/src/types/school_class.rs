use async_graphql::{Enum, SimpleObject};
use preau_domain::classes::{self, ClassSpan};

/// A class of French schools, in the order of school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "classes::SchoolClass")]
pub(crate) enum SchoolClass {
    /// Toute petite section: maternelle, two years old.
    #[graphql(name = "TPS")]
    Tps,
    /// Petite section.
    #[graphql(name = "PS")]
    Ps,
    /// Moyenne section.
    #[graphql(name = "MS")]
    Ms,
    /// Grande section.
    #[graphql(name = "GS")]
    Gs,
    /// Cours préparatoire, the first class of elementary school.
    #[graphql(name = "CP")]
    Cp,
    /// The second one.
    #[graphql(name = "CE1")]
    Ce1,
    /// The third one.
    #[graphql(name = "CE2")]
    Ce2,
    /// The fourth one.
    #[graphql(name = "CM1")]
    Cm1,
    /// The last one.
    #[graphql(name = "CM2")]
    Cm2,
    /// 6e, the first class of collège.
    Sixieme,
    /// 5e.
    Cinquieme,
    /// 4e.
    Quatrieme,
    /// 3e, the last one.
    Troisieme,
}

/// Classes from one to another, both included.
#[derive(SimpleObject)]
pub(crate) struct Classes {
    /// The first; none where there is none.
    from: Option<SchoolClass>,
    /// The last; none where there is none.
    to: Option<SchoolClass>,
}

impl From<ClassSpan> for Classes {
    fn from(ClassSpan { from, to }: ClassSpan) -> Self {
        Self {
            from: from.map(Into::into),
            to: to.map(Into::into),
        }
    }
}
