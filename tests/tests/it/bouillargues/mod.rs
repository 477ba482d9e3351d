//! Bouillargues, by the guide of its Kiosque famille.

mod accueil;
mod cart;
mod midday;
mod offer;
mod periods;
mod wednesday;
mod window;
