//! Whole files, from bytes to the report.

use std::collections::BTreeMap;

use etabli_api::error::{ApiError, ErrorCode};
use etabli_model::id::{ItemId, LocalId};

use super::{
    Reading, look,
    plan::{Existing, plan},
};

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

/// Reads a file twice, the second time beside what the first made of it; returns the reports.
fn twice(text: &str) -> [etabli_api::view::ImportReport; 2] {
    let reading = read(text.as_bytes(), "auto").unwrap();
    let first = plan(reading.rows.clone(), &[], &[]);
    let items: Vec<Existing> = first
        .create
        .iter()
        .zip(1..)
        .map(|(row, number)| Existing {
            id: ItemId::common(LocalId([number; 16])),
            key: row.key.clone(),
            tag: row.tag.clone(),
            name: row.name.as_str().to_owned(),
            category: row.category.clone(),
            place_path: row.place.clone(),
            quantity: row.quantity.unwrap_or(1),
            note: row.note.clone(),
            fields: row.fields.clone(),
        })
        .collect();
    let second = plan(reading.rows.clone(), &items, &[]);
    let reports = [first, second].map(|plan| reading.report(&plan, false));
    for report in &reports {
        assert_eq!(report.rows, reading.row_count());
    }
    let [_, again] = &reports;
    assert_eq!((again.created, again.updated), (0, 0), "{again:?}");
    reports
}

#[test]
fn an_export_of_shelf_is_read_with_its_own_fields_and_comes_twice() {
    let text = "title,description,kit,category,tags,location,valuation,custodian,quantity,\"cf:Volts,type:text\"\n\
        Perceuse,Sans fil,,Outils,\"rouge, lourd\",Atelier / Nord,80,Ana,,18\n\
        Vis,,,Consommables,,,,,250,\n\
        ,,,,,,,,,\n,sans nom,,,,,,,,\n";
    let [report, _] = twice(text);
    assert_eq!((report.format.as_str(), report.created, report.refused.len()), ("shelf", 2, 1));
    let rows = read(text.as_bytes(), "auto").unwrap().rows;
    let [drill, screws] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!(
        (drill.place.as_slice(), drill.note.as_str()),
        (&["Atelier / Nord".into()][..], "Sans fil")
    );
    let fields: Vec<_> = drill.fields.iter().map(|(k, v)| format!("{k}={v}")).collect();
    assert_eq!(fields, ["Volts=18", "custodian=Ana", "tags=rouge; lourd", "valuation=80"]);
    assert_eq!(screws.quantity, Some(250));
}

#[test]
fn machines_of_a_fab_manager_are_known_by_their_slugs() {
    let text = "id;name;description;spec;created_at;updated_at;slug;disabled\n\
        1;Découpeuse laser;Bois et cuir.;40 W;2020-01-01;2020-01-01;decoupeuse-laser;f\n\
        2;Fraiseuse;;1 kW;2020-01-01;2020-01-01;fraiseuse;t\n";
    let [report, _] = twice(text);
    assert_eq!((report.format.as_str(), report.created), ("fab-manager", 2));
    let rows = read(text.as_bytes(), "auto").unwrap().rows;
    let laser = rows.first().unwrap();
    assert_eq!(laser.note, "Bois et cuir.\n40 W");
    assert_eq!(laser.key, "fab-manager:ref:decoupeuse-laser");
}

#[test]
fn items_of_commons_booking_are_those_that_its_bookings_are_about() {
    let text = "ID;post_title;type;pickup;user-lastname;item-post_title;location-post_title;\"item: length\"\n\
        7;a;Bookable;;;Vélo cargo;Gare;2 m\n\
        8;b;Booking;1. Mai;Meier;Remorque;Mairie;\n\
        9;c;Booking;2. Mai;Meier;Vélo cargo;Mairie;2 m\n";
    let [report, _] = twice(text);
    assert_eq!(report.format, "commonsbooking");
    assert_eq!((report.rows, report.created, report.unchanged), (3, 2, 1));
    assert!(report.notes.iter().any(|note| note == "import-note-repeats: 1"));
    let rows = read(text.as_bytes(), "auto").unwrap().rows;
    let fields: Vec<_> = rows.iter().flat_map(|row| &row.fields).collect();
    assert_eq!(fields.len(), 1, "whoever booked is nobody's business: {fields:?}");
}
