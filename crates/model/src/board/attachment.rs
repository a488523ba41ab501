//! Files on cards: rows that say of a file what items say of theirs. The bytes lie elsewhere, named
//! by their hash.
//!
//! Invariant: what such a row says is written once, with the row; a file that is taken away is
//! `withdrawn` like any row, and can be brought back.

use super::{Board, FieldKey, LongText, NewRow, Put, Row, RowKind};
use crate::{
    file::{ItemFile, MOST_FILE_BYTES, MOST_SIDE, NewFile, safe_name},
    id::LocalId,
    inventory::Note,
    text::TextError,
};

/// Reads a row as a file; one without a hash cannot be had from anywhere and is none.
pub fn read(id: LocalId, row: &Row) -> Option<ItemFile> {
    if row.kind != Some(RowKind::File) {
        return None;
    }
    let side = |key| row.field(key).parse().unwrap_or(0_u32).min(MOST_SIDE);
    Some(ItemFile {
        id,
        hash: row.field("hash").parse().ok()?,
        name: safe_name(row.field("name")),
        media: row.field("media").to_owned(),
        bytes: row.field("bytes").parse().unwrap_or(0).min(MOST_FILE_BYTES),
        pixels: (side("width"), side("height")),
        caption: row.field("caption").to_owned(),
        thumbnail: row.field("thumbnail").parse().ok(),
        rank: 0,
        removed: row.withdrawn,
    })
}

/// Returns the row that puts a file on a card.
pub fn written(card: LocalId, file: &NewFile) -> Result<NewRow, TextError> {
    let (width, height) = file.pixels.unwrap_or_default();
    let said = [
        ("of", card.to_string()),
        ("name", file.name.as_str().to_owned()),
        ("media", file.media.as_str().to_owned()),
        ("bytes", file.bytes.to_string()),
        ("hash", file.hash.to_string()),
        ("width", if width == 0 { String::new() } else { width.to_string() }),
        ("height", if height == 0 { String::new() } else { height.to_string() }),
        ("thumbnail", file.thumbnail.map(|hash| hash.to_string()).unwrap_or_default()),
        ("caption", file.caption.as_str().to_owned()),
    ];
    let put =
        |(key, text): (&str, String)| Ok((FieldKey::parse(key)?, Put::Says(Note::parse(&text)?)));
    let fields = said.into_iter().map(put).collect::<Result<Vec<_>, TextError>>()?;
    Ok(NewRow { local: file.local, kind: RowKind::File, fields, text: LongText::default() })
}

impl Board {
    /// Returns the files of all cards that were not taken away.
    pub fn files(&self) -> impl Iterator<Item = ItemFile> {
        let rows = self.files.iter().filter_map(|id| read(*id, self.rows.get(id)?));
        rows.filter(|file| !file.removed)
    }

    /// Returns the files of a card, in the order in which they came.
    pub fn files_of(&self, card: LocalId) -> impl Iterator<Item = ItemFile> {
        let card = card.to_string();
        let of_it = move |id: &&LocalId| {
            self.rows.get(*id).is_some_and(|row| !row.withdrawn && row.field("of") == card)
        };
        self.files.iter().filter(of_it).filter_map(|id| read(*id, self.rows.get(id)?))
    }

    /// Returns the files that were taken away from a card, in the order in which they came.
    pub fn files_taken_from(&self, card: LocalId) -> impl Iterator<Item = ItemFile> {
        let card = card.to_string();
        let of_it = move |id: &&LocalId| {
            self.rows.get(*id).is_some_and(|row| row.withdrawn && row.field("of") == card)
        };
        self.files.iter().filter(of_it).filter_map(|id| read(*id, self.rows.get(id)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::FileHash, inventory::Line, text::Name};

    fn row(new: &NewRow) -> Row {
        let mut row = Row { kind: Some(new.kind), ..Row::default() };
        for (key, put) in &new.fields {
            if let Put::Says(note) = put {
                row.fields.insert(key.as_str().to_owned(), note.as_str().to_owned());
            }
        }
        row.fields.retain(|_, text| !text.is_empty());
        row
    }

    fn photo() -> NewFile {
        NewFile {
            local: LocalId([3; 16]),
            hash: FileHash([7; 32]),
            name: Name::parse("plan.jpg").unwrap(),
            media: Name::parse("image/jpeg").unwrap(),
            bytes: 1_234,
            pixels: Some((640, 480)),
            caption: Line::parse("The frame").unwrap(),
            thumbnail: Some(FileHash([8; 32])),
        }
    }

    #[test]
    fn a_file_is_read_as_it_was_put_on_its_card() {
        let (card, new) = (LocalId([1; 16]), photo());
        let mut board = Board::default();
        board.set_row(new.local, row(&written(card, &new).unwrap()));
        let read: Vec<ItemFile> = board.files_of(card).collect();
        let [file] = read.as_slice() else { panic!("{read:?}") };
        assert_eq!((file.id, file.hash, file.bytes), (new.local, new.hash, 1_234));
        assert_eq!((file.name.as_str(), file.pixels), ("plan.jpg", (640, 480)));
        assert_eq!((file.caption.as_str(), file.thumbnail), ("The frame", new.thumbnail));
        assert_eq!((board.files().count(), board.files_of(LocalId([2; 16])).count()), (1, 0));
    }

    #[test]
    fn what_a_stranger_writes_is_held_within_bounds() {
        let mut wild = row(&written(LocalId([1; 16]), &photo()).unwrap());
        wild.fields.insert("name".into(), "../../etc/passwd".into());
        wild.fields.insert("bytes".into(), u64::MAX.to_string());
        wild.fields.insert("width".into(), "99999999".into());
        let file = read(LocalId([3; 16]), &wild).unwrap();
        assert_eq!((file.name.as_str(), file.bytes), ("passwd", MOST_FILE_BYTES));
        assert_eq!(file.pixels.0, MOST_SIDE);
        wild.fields.insert("hash".into(), "nothing".into());
        assert_eq!(read(LocalId([3; 16]), &wild), None);
    }

    #[test]
    fn a_file_that_was_taken_away_is_no_longer_named_and_comes_back() {
        let (card, new) = (LocalId([1; 16]), photo());
        let mut board = Board::default();
        let shown = row(&written(card, &new).unwrap());
        board.set_row(new.local, Row { withdrawn: true, ..shown.clone() });
        assert_eq!((board.files().count(), board.files_of(card).count()), (0, 0));
        board.set_row(new.local, shown);
        assert_eq!(board.files().count(), 1);
    }
}
