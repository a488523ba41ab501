//! The screens, one file each, with what belongs only to them in a folder of the same name.

pub(crate) mod activity;
pub(crate) mod backups;
pub(crate) mod bin;
pub(crate) mod board;
pub(crate) mod desk;
pub(crate) mod devices;
pub(crate) mod figures;
#[cfg(feature = "gallery")]
pub(crate) mod gallery;
pub(crate) mod inventory;
pub(crate) mod item;
pub(crate) mod loans;
pub(crate) mod members;
pub(crate) mod offers;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod planning;
pub(crate) mod projects;
pub(crate) mod settings;
pub(crate) mod stock_take;
pub(crate) mod today;
pub(crate) mod trainings;
pub(crate) mod welcome;
pub(crate) mod wishes;
