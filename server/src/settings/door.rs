use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;

#[derive(Args, Clone, Debug)]
pub struct DoorSettings {
    /// Where to listen
    #[arg(
        long,
        env = "PREAU_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS:PORT"
    )]
    pub listen: SocketAddr,

    /// Where people reach the portal, for links in mails [default: http:// and the address listened to]
    #[arg(long, env = "PREAU_PUBLIC_URL", value_name = "URL", value_parser = origin)]
    public_url: Option<String>,

    /// Other sites whose pages may call the API, separated by commas
    #[arg(long, env = "PREAU_ORIGINS", value_name = "ORIGIN", value_delimiter = ',', value_parser = origin)]
    origins: Vec<String>,

    /// The built web app to serve
    #[arg(long, env = "PREAU_WEB", value_name = "DIR")]
    web: Option<PathBuf>,
}

impl DoorSettings {
    /// `scheme://host[:port]`, without a slash at its end.
    pub fn public_url(&self) -> String {
        let given = self.public_url.clone().filter(|url| !url.is_empty());
        given.unwrap_or_else(|| format!("http://{}", self.listen))
    }

    /// As browsers write them in `Origin`. The portal's own is not among them.
    pub fn origins(&self) -> Vec<String> {
        self.origins
            .iter()
            .filter(|origin| !origin.is_empty())
            .cloned()
            .collect()
    }

    pub fn web(&self) -> Option<&Path> {
        self.web.as_deref().filter(|folder| !folder.as_os_str().is_empty())
    }
}

/// Nothing, or `scheme://host[:port]`, a slash at the end forgiven.
fn origin(text: &str) -> Result<String, String> {
    let origin = text.trim().trim_end_matches('/');
    let host = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    let lone = |host: &str| !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "/?#@".contains(c));
    if origin.is_empty() || host.is_some_and(lone) {
        Ok(origin.to_ascii_lowercase())
    } else {
        Err("expected https://host or http://host:port, without a path".to_owned())
    }
}
