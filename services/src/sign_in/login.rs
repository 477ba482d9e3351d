//! Giving someone a login.

use preau_domain::access::Subject;
use preau_domain::ids::CommuneId;
use preau_domain::sign_in::Login;
use preau_entities::store::sign_in as store;

use super::secret::Secret;
use super::service::SignIn;
use crate::{Fault, Portal};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginRefusal {
    /// Neither an e-mail address nor a client id: it is empty, longer than 254 bytes or holds a control character.
    InvalidLogin,
}

/// Gives a subject of a town its login (an e-mail address, or a partner's client id) and password, in place of the
/// ones it had. Devices that are signed in stay so.
pub async fn give_login(
    portal: &Portal,
    sign_in: &SignIn,
    commune: CommuneId,
    subject: Subject,
    login: &str,
    password: &Secret,
) -> Result<Result<(), LoginRefusal>, Fault> {
    let Some(login) = Login::parse(login) else {
        return Ok(Err(LoginRefusal::InvalidLogin));
    };
    let hash = sign_in.passwords.hash(portal.random.as_ref(), password).await?;
    store::save(&portal.db, commune, subject, login.account(), hash).await?;
    Ok(Ok(()))
}
