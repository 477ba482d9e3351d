//! The canteen Les Lutins Gourmands, by the guide of its portail famille.

mod deadline;
mod three_children;
