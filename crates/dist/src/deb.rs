//! The package for Debian and its kin: an `ar` archive of a version, the control files and the
//! content, as deb(5) and deb-control(5) say.

use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};

use crate::content::{Content, DESCRIPTION, NAME, PackageError, Packed, SUMMARY, VERSION};

/// What the programs link with or open.
const DEPENDS: &str = "libwebkit2gtk-4.1-0, libgtk-3-0 | libgtk-3-0t64, libgcc-s1";
/// What shows the icon while the window is closed.
const RECOMMENDS: &str = "libayatana-appindicator3-1";

/// Writes the package into a folder and returns its path.
pub(crate) fn write(content: &Content, out: &Path) -> Result<PathBuf, PackageError> {
    let path = out.join(format!("{NAME}_{VERSION}_{}.deb", architecture()));
    archive(content, &path).map_err(|error| PackageError::io(&path, error))?;
    Ok(path)
}

const fn architecture() -> &'static str {
    if cfg!(target_arch = "aarch64") { "arm64" } else { "amd64" }
}

fn archive(content: &Content, path: &Path) -> io::Result<()> {
    let control =
        [Packed { path: "control".to_owned(), bytes: control(content).into_bytes(), mode: 0o644 }];
    let mut archive = ar::Builder::new(File::create(path)?);
    let mut member = |name: &str, bytes: &[u8]| {
        let mut header = ar::Header::new(name.as_bytes().to_vec(), bytes.len() as u64);
        header.set_mode(0o100_644);
        archive.append(&header, bytes)
    };
    member("debian-binary", b"2.0\n")?;
    member("control.tar.gz", &tarball(&control)?)?;
    member("data.tar.gz", &tarball(&content.files)?)?;
    archive.into_inner()?.sync_all()
}

fn control(content: &Content) -> String {
    let lines: String = DESCRIPTION.lines().map(|line| format!(" {line}\n")).collect();
    let libc = match content.libc() {
        Some((major, minor)) => format!("libc6 (>= {major}.{minor})"),
        None => "libc6".to_owned(),
    };
    format!(
        "Package: {NAME}\nVersion: {VERSION}\nArchitecture: {}\nInstalled-Size: {}\n\
         Maintainer: The makers of Établi <etabli@localhost>\nSection: misc\nPriority: optional\n\
         Depends: {DEPENDS}, {libc}\nRecommends: {RECOMMENDS}\nDescription: {SUMMARY}\n{lines}",
        architecture(),
        content.size().div_ceil(1024),
    )
}

/// Packs files, with the folders that lead to them, owned by root and without dates: the same
/// content makes the same bytes.
fn tarball(files: &[Packed]) -> io::Result<Vec<u8>> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::new(6)));
    let mut folders: Vec<String> = Vec::new();
    let entry = |kind: tar::EntryType, mode: u32, size: usize| {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_mode(mode);
        header.set_size(size as u64);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        header
    };
    for file in files {
        for (at, _) in file.path.match_indices('/') {
            let folder = file.path.get(..=at).unwrap_or_default().to_owned();
            if !folders.contains(&folder) {
                let mut header = entry(tar::EntryType::Directory, 0o755, 0);
                tar.append_data(&mut header, &folder, io::empty())?;
                folders.push(folder);
            }
        }
        let mut header = entry(tar::EntryType::Regular, file.mode, file.bytes.len());
        tar.append_data(&mut header, &file.path, file.bytes.as_slice())?;
    }
    let mut bytes = tar.into_inner()?.finish()?;
    bytes.flush()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, io::Read};

    use flate2::read::GzDecoder;

    use super::*;
    use crate::content::tests::small;

    fn members(path: &Path) -> BTreeMap<String, Vec<u8>> {
        let mut archive = ar::Archive::new(File::open(path).unwrap());
        let mut members = BTreeMap::new();
        while let Some(member) = archive.next_entry() {
            let mut member = member.unwrap();
            let name = String::from_utf8(member.header().identifier().to_vec()).unwrap();
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).unwrap();
            members.insert(name, bytes);
        }
        members
    }

    #[test]
    fn every_file_is_in_it_and_folders_come_first() {
        let (content, out) = (small(), tempfile::tempdir().unwrap());
        let members = members(&write(&content, out.path()).unwrap());
        assert_eq!(members["debian-binary"], b"2.0\n");
        let mut data = tar::Archive::new(GzDecoder::new(members["data.tar.gz"].as_slice()));
        let mut names = Vec::new();
        for entry in data.entries().unwrap() {
            let entry = entry.unwrap();
            let name = entry.path().unwrap().display().to_string();
            if let Some((folder, _)) = name.trim_end_matches('/').rsplit_once('/') {
                assert!(names.contains(&format!("{folder}/")), "{name} comes before its folder");
            }
            names.push(name);
        }
        for file in &content.files {
            assert!(names.contains(&file.path), "{} is missing", file.path);
        }
    }

    #[test]
    fn the_control_file_has_what_the_format_asks_for() {
        let control = control(&small());
        for field in
            ["Package: etabli\n", "Version: ", "Architecture: ", "Maintainer: ", "Depends: "]
        {
            assert!(control.contains(field), "{control}");
        }
        assert!(control.lines().all(|line| !line.is_empty()), "{control}");
        assert!(control.ends_with('\n'));
    }

    #[test]
    fn the_same_content_makes_the_same_bytes() {
        let (content, out) = (small(), tempfile::tempdir().unwrap());
        let first = std::fs::read(write(&content, out.path()).unwrap()).unwrap();
        let second = std::fs::read(write(&content, out.path()).unwrap()).unwrap();
        assert!(first == second);
    }
}
