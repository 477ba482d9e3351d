use std::path::Path;

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
};
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

/// Everything comes from us, and nothing is written into the page.
const POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/// The built web application. Files under `/assets` carry a hash in their name and never change; any other unknown
/// address is a screen of the application, which its `index.html` shows.
pub fn site(directory: &Path) -> Router {
    let files = |path: &Path| ServeDir::new(path).precompressed_br().precompressed_gzip();
    let index = ServeFile::new(directory.join("index.html"))
        .precompressed_br()
        .precompressed_gzip();
    let assets = Router::new()
        .fallback_service(files(&directory.join("assets")))
        .layer(constant(header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    Router::new()
        .nest("/assets", assets)
        .fallback_service(files(directory).fallback(index))
        .layer(constant(header::CACHE_CONTROL, "no-cache"))
        .layer(constant(header::CONTENT_SECURITY_POLICY, POLICY))
}

/// Sets a header that the handler did not set itself.
pub fn constant(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}
