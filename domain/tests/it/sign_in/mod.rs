mod device_name;
mod lifetime;
mod login;
mod partner_scope;
mod rotation;
mod rotation_properties;
