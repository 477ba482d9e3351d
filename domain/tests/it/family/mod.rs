mod quotient;
mod quotient_properties;
