mod lasting;
mod line;
mod line_properties;
mod may;
mod offer;
