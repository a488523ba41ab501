//! What the end-to-end tests drive: replicas through the command line, and windows through
//! WebDriver. Whatever is started here is ended here, by its own process id.

pub(crate) mod axe;
pub(crate) mod browser;
pub(crate) mod csv;
pub(crate) mod journey;
pub(crate) mod lan;
pub(crate) mod length;
pub(crate) mod process;
pub(crate) mod program;
pub(crate) mod reading;
pub(crate) mod replica;
