mod file;
mod quotient;
mod quotient_properties;
