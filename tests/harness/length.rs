//! How long tests may take: short in `cargo xtask test`, long in `cargo xtask prove`.

/// Returns whether the long form was asked for, with `ETABLI_LONG`.
pub(crate) fn long() -> bool {
    std::env::var_os("ETABLI_LONG").is_some_and(|value| !value.is_empty() && value != "0")
}
