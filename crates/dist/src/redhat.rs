//! The package for Fedora, openSUSE and their kin.

use std::path::{Path, PathBuf};

use rpm::{BuildConfig, CompressionType, Dependency, FileOptions, PackageBuilder};

use crate::content::{Content, DESCRIPTION, LICENCE, NAME, PackageError, SUMMARY, VERSION};

/// What the programs link with, by the name of the library, which distributions share.
const REQUIRES: [&str; 3] =
    ["libwebkit2gtk-4.1.so.0()(64bit)", "libgtk-3.so.0()(64bit)", "libgcc_s.so.1()(64bit)"];
const RECOMMENDS: &str = "libayatana-appindicator3.so.1()(64bit)";

/// Writes the package into a folder and returns its path.
pub(crate) fn write(content: &Content, out: &Path) -> Result<PathBuf, PackageError> {
    let machine = std::env::consts::ARCH;
    let path = out.join(format!("{NAME}-{VERSION}-1.{machine}.rpm"));
    // A date in the package would make each build another one.
    let config = BuildConfig::v4().compression(CompressionType::Gzip).source_date(0_u32);
    let mut package = PackageBuilder::new(NAME, VERSION, LICENCE, machine, SUMMARY);
    package.using_config(config).release("1").description(DESCRIPTION).build_host("localhost");
    for file in &content.files {
        let options = FileOptions::new(format!("/{}", file.path))
            .permissions(u16::try_from(file.mode).unwrap_or(0o644));
        package.with_file_contents(file.bytes.clone(), options)?;
    }
    for library in REQUIRES {
        package.requires(Dependency::any(library));
    }
    if let Some((major, minor)) = content.libc() {
        package.requires(Dependency::any(format!("libc.so.6(GLIBC_{major}.{minor})(64bit)")));
    }
    package.recommends(Dependency::any(RECOMMENDS));
    package.build()?.write_file(&path)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tests::small;

    #[test]
    fn every_file_is_in_it_with_its_mode() {
        let (content, out) = (small(), tempfile::tempdir().unwrap());
        let package = rpm::Package::open(write(&content, out.path()).unwrap()).unwrap();
        assert_eq!(package.metadata.get_name().unwrap(), NAME);
        assert_eq!(package.metadata.get_version().unwrap(), VERSION);
        let entries = package.metadata.get_file_entries().unwrap();
        let found: Vec<(String, u32)> = entries
            .iter()
            .map(|entry| {
                (entry.path().display().to_string(), u32::from(entry.permissions()) & 0o777)
            })
            .collect();
        for file in &content.files {
            assert!(found.contains(&(format!("/{}", file.path), file.mode)), "{found:?}");
        }
    }
}
