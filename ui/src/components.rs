//! The pieces that screens are made of. None of them asks the program anything.

pub(crate) mod answer;
pub(crate) mod board;
pub(crate) mod code;
pub(crate) mod confirm;
pub(crate) mod dialog;
pub(crate) mod drawing;
pub(crate) mod face;
pub(crate) mod field;
pub(crate) mod icon;
pub(crate) mod qr;
pub(crate) mod status;
pub(crate) mod sync;
