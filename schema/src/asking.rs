//! Who asks, in which language, from where: what the door knows about a request.

use std::net::IpAddr;

use async_graphql::Context;
use preau_domain::access::Scope;
use preau_domain::locale::Locale;
use preau_services::sign_in::Caller;
use preau_services::{Fault, Portal};

use crate::faults::{Answer, fault};

/// Put into every request by the door.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// The signed-in caller.
    pub caller: Option<Caller>,
    /// The first language of `Accept-Language` that the portal speaks.
    pub accepted: Option<Locale>,
    /// Where the request comes from, as far as trusted proxies say.
    pub address: Option<IpAddr>,
}

impl Asking {
    /// What the request accepts, else the caller's own language, else French: an app in which a person chose a language says
    /// so with each request, and mails go by the person's own.
    pub fn locale(&self) -> Locale {
        let own = self.caller.as_ref().map(|caller| caller.locale);
        self.accepted.or(own).unwrap_or_default()
    }
}

pub(crate) fn asking<'a>(ctx: &Context<'a>) -> &'a Asking {
    static NOBODY: Asking = Asking {
        caller: None,
        accepted: None,
        address: None,
    };
    ctx.data_opt().unwrap_or(&NOBODY)
}

pub(crate) fn portal<'a>(ctx: &Context<'a>) -> Answer<&'a Portal> {
    ctx.data_opt()
        .ok_or_else(|| fault(ctx, &Fault::Defect("the schema was built without a portal".to_owned())))
}

/// The signed-in caller, or UNAUTHENTICATED.
pub(crate) fn caller<'a>(ctx: &Context<'a>) -> Answer<&'a Caller> {
    asking(ctx)
        .caller
        .as_ref()
        .ok_or_else(|| fault(ctx, &Fault::Unauthenticated))
}

/// What the caller may see, or UNAUTHENTICATED.
pub(crate) fn scope(ctx: &Context<'_>) -> Answer<Scope> {
    let caller = caller(ctx)?;
    Ok(caller.subject.scope(caller.commune))
}
