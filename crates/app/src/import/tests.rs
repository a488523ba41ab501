//! Whole files, from bytes to the report.

use std::collections::BTreeMap;

use etabli_api::error::{ApiError, ErrorCode};

use super::{Reading, look, plan::plan};

fn read(bytes: &[u8], format: &str) -> Result<Reading, ApiError> {
    Reading::read(bytes, format, &BTreeMap::new()).map_err(ApiError::from)
}

#[test]
fn a_french_spreadsheet_is_reported_as_read() {
    let text = "Désignation;N°;Lieu;Quantité\r\nPonceuse;P1;Atelier;2,0\r\nÉtau;P1;Atelier;1\r\n\
        \r\nScie;;;\r\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let reading = read(&bytes, "auto").unwrap();
    let plan = plan(reading.rows.clone(), &[], &[]);
    let report = reading.report(&plan, true);
    assert_eq!(
        (report.format.as_str(), report.encoding.as_str(), report.separator.as_str()),
        ("csv", "windows-1252", ";")
    );
    assert_eq!((report.rows, report.created, report.refused.len()), (3, 2, 1));
    assert_eq!(report.rows, reading.row_count());
    assert_eq!(report.places_created, 1);
    assert!(report.dry_run);
    let refused = report.refused.first().map(|row| (row.line, row.field.as_str()));
    assert_eq!(refused, Some((3, "N°")));
}

#[test]
fn failures_become_codes() {
    for (bytes, format, code) in [
        (b"\0\0\0\0".as_slice(), "auto", ErrorCode::NotATable),
        (b"price,weight\n1,2\n", "auto", ErrorCode::NoNameColumn),
        (b"name\nx\n", "ods", ErrorCode::UnknownFormat),
        (b"name\nx\n", "homebox", ErrorCode::NoNameColumn),
    ] {
        assert_eq!(read(bytes, format).unwrap_err().code, code, "{format} {bytes:?}");
    }
}

#[test]
fn rows_and_refusals_always_add_up() {
    let seed =
        "Item Name,Asset Tag,QTY,Location,Model\nDrill,A1,2,North,\n,A2,x,,Saw\n\"a\nb\",A1,,,\n";
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    for _ in 0..3_000 {
        let mut bytes = seed.as_bytes().to_vec();
        for _ in 0..=random(6) {
            let at = seed.find('\n').unwrap() + 1 + random(bytes.len() - 70);
            match random(3) {
                0 => bytes[at] = u8::try_from(random(256)).unwrap(),
                1 => bytes.insert(at, b"\"\n\r,;\xe9"[random(6)]),
                _ => drop(bytes.remove(at)),
            }
        }
        if let Ok(reading) = read(&bytes, "auto") {
            let plan = plan(reading.rows.clone(), &[], &[]);
            assert_eq!(reading.report(&plan, false).rows, reading.row_count());
        }
    }
}

#[test]
fn a_file_is_looked_at_before_anybody_says_what_names_its_items() {
    let bytes = "prix;bidule\n12;Étau\n3;Lime\n".as_bytes();
    let fields = |map: &BTreeMap<String, String>| {
        let table = look(bytes, "auto", map).unwrap();
        let columns = table.columns.into_iter();
        columns.map(|column| (column.field, column.first.join(","))).collect::<Vec<_>>()
    };
    let column = |field: &str, first: &str| (field.to_owned(), first.to_owned());
    assert_eq!(fields(&BTreeMap::new()), [column("field", "12,3"), column("field", "Étau,Lime")]);
    let map = BTreeMap::from([("bidule".to_owned(), "name".to_owned())]);
    assert_eq!(fields(&map), [column("field", "12,3"), column("name", "Étau,Lime")]);
}
