//! Bouillargues, by the guide of its Kiosque famille.

mod accueil;
mod midday;
mod wednesday;
mod window;
